"""What the web server's own worker processes load: the root application, bound to the life of the parent.

Without it, a killed main process would leave workers behind that keep the port.
"""

from __future__ import annotations

from zhenglian.cli.supervisor import die_with_parent
from zhenglian.gateway.asgi import application

__all__ = ["application"]

die_with_parent()
