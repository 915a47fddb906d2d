"""Installs hashed requirements into the environment it runs in: `python tools/install.py FILE…`.

With uv where it is at hand, which takes a fifth of the time; with pip otherwise, and when uv fails.
`--with-uv FILE` first puts uv there, as pinned in that file.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
PIP_INSTALL = [*PIP, "install", "--quiet", "--no-deps", "--no-compile", "--require-hashes"]
PINNED_UV = re.compile(r"^uv==.*(?:\n .*)*", re.MULTILINE)


def main(words: list[str]) -> int:
    if words[:1] == ["--with-uv"]:
        get_uv(Path(words[1]))
        words = words[2:]
    files = [word for name in words for word in ("-r", name)]
    if with_uv(files):
        return 0
    return subprocess.run([*PIP_INSTALL, *files], check=False).returncode


def get_uv(requirements: Path) -> None:
    """Nothing depends on its success: pip does the same, only slower."""
    pinned = PINNED_UV.search(requirements.read_text())
    if uv() or pinned is None:
        return
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as alone:
        alone.write(pinned[0])
        alone.flush()
        subprocess.run([*PIP_INSTALL, "-r", alone.name], check=False)


def uv() -> str | None:
    return shutil.which("uv", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))


def with_uv(files: list[str]) -> bool:
    program = uv()
    if program is None:
        return False
    command = [program, "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--python", sys.executable]
    command += ["--index-strategy", "unsafe-best-match"]  # from any index, as pip: hashes say what is right
    sources, environ = as_pip_does(pip_settings())
    return not subprocess.run(
        [*command, *sources, *files], env={**os.environ, **environ}, check=False
    ).returncode


def pip_settings() -> dict[str, str]:
    """{"index-url": …} from pip's files and variables; of several places the last one counts, as in pip."""
    listed = subprocess.run([*PIP, "config", "list"], capture_output=True, text=True, check=False).stdout
    return dict(settings_in(listed))


def settings_in(listed: str) -> Iterator[tuple[str, str]]:
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        yield name.rpartition(".")[2], value.strip("'\"")


def as_pip_does(settings: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """Options of uv and variables for the index, mirrors and certificates that pip was told to use."""
    options: list[str] = []
    if "index-url" in settings:
        options += ["--index-url", settings["index-url"]]
    for place in settings.get("extra-index-url", "").split():
        options += ["--extra-index-url", place] if _is_there(place) else []
    for place in settings.get("find-links", "").split():
        options += ["--find-links", place] if _is_there(place) else []
    return options, {"SSL_CERT_FILE": settings["cert"]} if "cert" in settings else {}


def _is_there(place: str) -> bool:
    """Pip passes over folders that are not there, uv does not."""
    where = urlsplit(place)
    return where.scheme in {"http", "https"} or Path(unquote(where.path)).is_dir()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
