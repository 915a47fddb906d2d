"""Sees to the programs that the tests need from the operating system: Chromium, PostgreSQL, a CJK font.

Installs what is missing with apt-get when run as root on Debian or Ubuntu; otherwise says what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")


def has_chromium() -> bool:
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def has_postgresql() -> bool:
    if os.environ.get("ZHENGLIAN_TEST_DATABASE_URL"):
        return True
    return bool(shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def has_cjk_font() -> bool:
    return any(
        any(Path(folder).rglob(f"*{name}*"))
        for folder in FONT_FOLDERS
        for name in ("NotoSansCJK", "NotoSansSC", "wqy")
    )


NEEDED: tuple[tuple[str, str, Callable[[], bool]], ...] = (
    ("chromium", "the browser tests", has_chromium),
    ("postgresql", "the tests on PostgreSQL (or set ZHENGLIAN_TEST_DATABASE_URL)", has_postgresql),
    ("fonts-noto-cjk", "pictures of Chinese pages", has_cjk_font),
)


def install(packages: list[str]) -> int:
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=environ, check=False)
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    return subprocess.run(command, env=environ, check=False).returncode


def main() -> int:
    missing = [(package, purpose) for package, purpose, is_there in NEEDED if not is_there()]
    if not missing:
        return 0
    for package, purpose in missing:
        print(f"missing: {package}, needed for {purpose}", flush=True)
    packages = [package for package, _ in missing]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        return install(packages)
    print(f"Please install them, on Debian or Ubuntu: sudo apt-get install {' '.join(packages)}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
