"""What stands in the way of an article's release: our own rules, and those of the platforms."""

from zhenglian.newsroom.lint.findings import ArticleFinding
from zhenglian.newsroom.lint.lint import blocking, lint_article

__all__ = ["ArticleFinding", "blocking", "lint_article"]
