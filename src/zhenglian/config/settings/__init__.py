"""Settings by topic. Every value that an operator may change comes from `config.environment`."""

from zhenglian.config.settings.base import *  # noqa: F403
from zhenglian.config.settings.database import *  # noqa: F403
from zhenglian.config.settings.email import *  # noqa: F403
from zhenglian.config.settings.logs import *  # noqa: F403
from zhenglian.config.settings.security import *  # noqa: F403
from zhenglian.config.settings.wagtail import *  # noqa: F403
