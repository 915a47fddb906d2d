"""The product's settings with the demo keys permitted and nothing that slows the tests down."""

import os

os.environ["ZHENGLIAN_DEMO"] = "1"
os.environ["ZHENGLIAN_LOG_FORMAT"] = "text"

from zhenglian.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # no collected files in tests, and no warning about that
DELIVERY_WIDTH = 1  # SQLite's test database lives in one connection; tests of the width give their own
