"""Settings by topic. Every value that an operator may change comes from `config.environment`."""

from zhenglian.config.settings.base import *
from zhenglian.config.settings.database import *
from zhenglian.config.settings.email import *
from zhenglian.config.settings.logs import *
from zhenglian.config.settings.security import *
from zhenglian.config.settings.wagtail import *
