"""The product's settings for an office that lives for one test: tables at once, no hundred migrations."""

from zhenglian.config.settings import *  # noqa: F403


class NoMigrations:
    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None


MIGRATION_MODULES = NoMigrations()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
