"""Keys, log-in, cookies and the content security policy."""

from __future__ import annotations

from csp.constants import NONE, SELF

from zhenglian.config import environment as env

SHORTEST_KEY = 32  # characters


def key(variable: env.Variable[str]) -> str:
    """The key, which outside the demo and development must be one of the operator's own."""
    value = variable.value()
    if env.DEMO.value() or env.DEBUG.value():
        return value
    if value == env.DEMO_KEY:
        raise env.UnreadableSetting(
            f"{variable.name} is not set: give it 50 random characters of your own "
            f"(only to look around: {env.DEMO.name}=1 permits the known demo key)"
        )
    if len(value) < SHORTEST_KEY:
        raise env.UnreadableSetting(f"{variable.name} has {len(value)} characters, needed are {SHORTEST_KEY}")
    return value


SECRET_KEY = key(env.SECRET_KEY)
FIELD_KEY = key(env.FIELD_KEY)
ALLOWED_HOSTS = env.ALLOWED_HOSTS.value()
CSRF_TRUSTED_ORIGINS = [env.SITE_URL.value()]
_IS_HTTPS = env.SITE_URL.value().startswith("https://")
TRUSTED_PROXIES = env.TRUSTED_PROXIES.value()

AUTH_USER_MODEL = "people.Staff"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_IPWARE_META_PRECEDENCE_ORDER = ["REMOTE_ADDR"]  # already put right by ForwardedMiddleware
SILENCED_SYSTEM_CHECKS: list[str] = []

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = _IS_HTTPS
CSRF_COOKIE_SECURE = _IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _IS_HTTPS else 0  # a year
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

CONTENT_SECURITY_POLICY = {
    # Wagtail's editor has inline scripts and styles; its path gets Wagtail's own looser policy.
    "EXCLUDE_URL_PREFIXES": ["/staff/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    },
}
