"""What no file of the repository may hold."""

import re

import pytest

from tests.rules.files import ROOT, name_of, texts

OWN = {"tests/rules/test_contents.py"}  # names what it looks for

# Hosts of package registries: a clone must install from whatever the reader's tools are set to.
REGISTRIES = re.compile(
    r"\b(pypi\.org|pythonhosted\.org|registry\.npmjs\.org|npmjs\.com|crates\.io|conda\.io)\b"
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|tmp/w)/[\w.-]+")
PROMISES = re.compile(r"#\s*(?:TODO|FIXME|XXX|HACK)\b")
OUTSIDE_ASSETS = re.compile(r"""(?:src|href)\s*=\s*["'](?:https?:)?//[^"'{]+\.(?:js|css|woff2?)""")
INLINE = re.compile(
    r"<style\b|<script\b(?![^>]*\bsrc=)(?![^>]*application/ld\+json)|\son\w+=[\"']|\sstyle=[\"']"
)


def offenders(pattern, *, suffixes=None, folder=""):
    return [
        f"{name_of(path)}: {found.group(0)}"
        for path, text in texts()
        if name_of(path) not in OWN
        and name_of(path).startswith(folder)
        and (suffixes is None or path.suffix in suffixes)
        for found in pattern.finditer(text)
    ]


def test_no_file_names_a_package_registry():
    assert offenders(REGISTRIES) == []


def test_no_file_names_a_path_of_a_machine():
    assert offenders(MACHINE_PATHS) == []


def test_no_comment_promises_something_for_later():
    assert offenders(PROMISES) == []


def test_no_page_loads_anything_from_outside():
    assert offenders(OUTSIDE_ASSETS, suffixes={".html"}) == []


def test_public_pages_have_no_inline_script_or_style():
    assert offenders(INLINE, suffixes={".html"}, folder="src/zhenglian/portal/templates/portal") == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_link_of_a_readme_leads_somewhere(name):
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", (ROOT / name).read_text())

    assert [target for target in targets if "://" not in target and not (ROOT / target).exists()] == []
