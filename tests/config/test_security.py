import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OWN = {"ZHENGLIAN_SECRET_KEY": "k" * 50, "ZHENGLIAN_FIELD_KEY": "f" * 50}


def settings_with(**variables):
    """Loads the settings in a process with nothing but these variables set."""
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **variables}
    code = (
        "import zhenglian.config.settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.STORAGES['staticfiles']['BACKEND'])"
    )
    return subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("missing", sorted(OWN))
def test_production_without_an_own_key_is_refused(missing):
    given = {name: value for name, value in OWN.items() if name != missing}

    refused = settings_with(**given)

    assert refused.returncode == 1
    assert f"{missing} is not set" in refused.stderr


def test_short_key_is_refused():
    assert "needed are 32" in settings_with(**OWN | {"ZHENGLIAN_SECRET_KEY": "short"}).stderr


def test_production_with_own_keys_on_https_keeps_cookies_to_https():
    loaded = settings_with(**OWN, ZHENGLIAN_SITE_URL="https://www.a.gov.cn")

    assert loaded.stdout.split()[:2] == ["True", "31536000"]
    assert "Manifest" in loaded.stdout


def test_demo_permits_the_known_keys():
    assert settings_with(ZHENGLIAN_DEMO="1").stdout.split()[:2] == ["False", "0"]
