"""Applications, middleware, templates, languages, files."""

from __future__ import annotations

from pathlib import Path

from zhenglian.config import environment as env

PACKAGE = Path(__file__).resolve().parents[2]
DATA_DIR = env.DATA_DIR.value()
DEBUG = env.DEBUG.value()
DEMO = env.DEMO.value()
SITE_URL = env.SITE_URL.value()
SITE_NAME = env.SITE_NAME.value()
EMERGENCY_HOURS = env.EMERGENCY_HOURS.value()
WECHAT_API = env.WECHAT_API.value()
WEIBO_API = env.WEIBO_API.value()
OUTBOUND_PROXY = env.HTTP_PROXY.value()
ALARM_WEBHOOK = env.ALARM_WEBHOOK.value()
ALARM_SECRET = env.ALARM_SECRET.value()
ALARM_BOUNDS = env.ALARM_BOUNDS.value()
FETCH_ALLOW = env.FETCH_ALLOW.value()
MAP_TILES, MAP_CREDIT = env.MAP_TILES.value(), env.MAP_CREDIT.value()
CALLBACK_HOST, CALLBACK_PORT = env.CALLBACK_HOST.value(), env.CALLBACK_PORT.value()

INSTALLED_APPS = [
    # Ours first: our templates and translations win over those of the libraries.
    "zhenglian.portal",
    "zhenglian.open311",
    "zhenglian.cases",
    "zhenglian.inbox",
    "zhenglian.autoreplies",
    "zhenglian.planning",
    "zhenglian.topics",
    "zhenglian.newsroom",
    "zhenglian.channels",
    "zhenglian.quotas",
    "zhenglian.accounts",
    "zhenglian.routing",
    "zhenglian.reviews",
    "zhenglian.checks",
    "zhenglian.alarms",
    "zhenglian.clocks",
    "zhenglian.workdays",
    "zhenglian.triage",
    "zhenglian.places",
    "zhenglian.people",
    "zhenglian.jobs",
    "zhenglian.audit",
    "zhenglian.fetching",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "zhenglian.people.users_app.StaffPagesConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "zhenglian.config.forwarding.ForwardedMiddleware",
    "zhenglian.audit.middleware.RequestOriginMiddleware",
    "zhenglian.people.remembering.RememberPostings",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zhenglian.portal.middleware.ReaderChoices",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "zhenglian.config.urls"
WSGI_APPLICATION = "zhenglian.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# The sample office and a developer's machine serve static files where they lie: nothing to collect first.
WHITENOISE_USE_FINDERS = DEMO or DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
