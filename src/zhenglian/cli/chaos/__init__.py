"""`zhenglian chaos`: proves by disturbing. Its parts are modules of their own."""

from zhenglian.cli.chaos.deliveries import chaos

__all__ = ["chaos"]
