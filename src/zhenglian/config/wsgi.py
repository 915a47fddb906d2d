"""Django as WSGI: what the gateway's root application mounts."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenglian.config.settings")
application = get_wsgi_application()
