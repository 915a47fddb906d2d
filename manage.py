#!/usr/bin/env python3
"""Django's command line, for developers: permits the demo keys. Operators use `zhenglian`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("ZHENGLIAN_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenglian.config.settings")
    execute_from_command_line(sys.argv)
