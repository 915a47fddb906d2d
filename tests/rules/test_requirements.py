"""Locked dependencies: hashed, complete, without the address of any place they come from; how they come."""

import re
import tomllib

import pytest
from tools import install

from tests.rules.files import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_lock_holds_names_versions_and_hashes_only(path):
    for entry in path.read_text().replace("\\\n", " ").splitlines():
        pinned, *hashes = entry.split("--hash=")

        assert re.fullmatch(r"[a-z0-9._-]+(\[[a-z,]+\])?==[\w.!+]+( ; [\w\s.'<>=!()]+)?", pinned.strip()), (
            entry
        )
        assert hashes, entry
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest.strip()) for digest in hashes), entry


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_lock_names_no_address(path):
    assert "://" not in path.read_text()


@pytest.mark.parametrize(("lock", "extra"), [("base.txt", None), ("dev.txt", "dev")])
def test_every_declared_dependency_is_locked_at_its_version(lock, extra):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])
    locked = {
        name.replace("_", "-"): version
        for name, version in re.findall(
            r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements" / lock).read_text(), re.MULTILINE
        )
    }

    for requirement in declared:
        name, _, version = re.sub(r"\[.*?\]", "", requirement).partition("==")
        known = locked.get(name.lower().replace("_", "-"))
        assert known is not None, requirement
        assert version in {"", known}, requirement


def test_uv_is_told_what_pip_was_told(tmp_path):
    listed = (
        "global.index-url='https://mirror.example/simple'\n"
        f"global.extra-index-url='file://{tmp_path}/none https://other.example/simple'\n"
        f":env:.find-links='{tmp_path}'\n:env:.cert='/etc/own.pem'\n"
    )

    options, environ = install.as_pip_does(dict(install.settings_in(listed)))

    assert options == [
        "--index-url",
        "https://mirror.example/simple",
        "--extra-index-url",
        "https://other.example/simple",
        "--find-links",
        str(tmp_path),
    ]
    assert environ == {"SSL_CERT_FILE": "/etc/own.pem"}


def test_uv_comes_alone_with_its_version_and_hashes():
    pinned = install.PINNED_UV.search((ROOT / "requirements" / "dev.txt").read_text())[0]

    assert pinned.startswith("uv==")
    assert pinned.count("==") == 1
    assert pinned.count("--hash=sha256:") > 1
    assert not pinned.endswith("\\")
