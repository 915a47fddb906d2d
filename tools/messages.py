"""Compiles every catalogue below src; `--check` instead fails on entries that are empty, fuzzy or broken,
on one text with two translations, and on marked texts in code and templates that no catalogue of ours has.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parents[1] / "src"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
MARKERS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
# What templates become under Django's own extraction: calls with one quoted literal.
LITERAL = r"\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATE = re.compile(rf"\b(?:n?gettext|_)\({LITERAL}")
IN_TEMPLATE_WITH_CONTEXT = re.compile(rf"\bn?pgettext\({LITERAL},{LITERAL}")
Text = tuple[str | None, str]  # its context, itself


def catalogues() -> list[Path]:
    return sorted(SOURCE.rglob("LC_MESSAGES/*.po"))


def compile_all() -> None:
    for path in catalogues():
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(target))


def faults_of(path: Path) -> Iterator[str]:
    for entry in polib.pofile(str(path)):
        place = f"{path.relative_to(SOURCE)}: {entry.msgid!r}"
        if entry.obsolete:
            continue
        if "fuzzy" in entry.flags:
            yield f"{place} is fuzzy"
        elif not entry.translated():
            yield f"{place} is not translated"
        elif not entry.msgid_plural and sorted(PLACEHOLDER.findall(entry.msgid)) != sorted(
            PLACEHOLDER.findall(entry.msgstr)
        ):
            yield f"{place} has other placeholders in its translation"


def marked_in_code(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        position = 1 if name in WITH_CONTEXT else 0
        if name in MARKERS and len(node.args) > position:
            context = literal(node.args[0]) if position else None
            text = literal(node.args[position])
            if text and (context or not position):
                yield context, text


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def marked_in_template(path: Path) -> Iterator[Text]:
    from django.conf import settings  # noqa: PLC0415  only `--check` needs Django
    from django.utils.translation.template import templatize  # noqa: PLC0415

    if not settings.configured:
        settings.configure()
    code = templatize(path.read_text(), origin=str(path))
    for text in IN_TEMPLATE.findall(code):
        yield None, ast.literal_eval(text)
    for context, text in IN_TEMPLATE_WITH_CONTEXT.findall(code):
        yield ast.literal_eval(context), ast.literal_eval(text)


def marked_texts() -> dict[Text, Path]:
    """Every marked text of the product, with one place where it stands."""
    found: dict[Text, Path] = {}
    for path in sorted((SOURCE / "zhenglian").rglob("*.py")):
        found.update(dict.fromkeys(marked_in_code(path), path))
    for path in sorted((SOURCE / "zhenglian").rglob("templates/**/*.html")):
        found.update(dict.fromkeys(marked_in_template(path), path))
    return {text: path for text, path in found.items() if text[1]}


def translated_texts() -> set[Text]:
    """A text without context is not translated by an entry with one."""
    entries = [entry for path in catalogues() for entry in polib.pofile(str(path))]
    return {(entry.msgctxt, entry.msgid) for entry in entries if not entry.obsolete}


def clashes() -> Iterator[str]:
    """One text with two translations: at run time that of the app named first in INSTALLED_APPS stands on
    the pages of both. A context (`pgettext`) makes two texts of it.
    """
    first: dict[tuple[str | None, str, bool], tuple[str, str]] = {}
    for path in catalogues():
        owner = ".".join(path.relative_to(SOURCE).parts[:-4])
        for entry in polib.pofile(str(path)):
            if entry.obsolete or not entry.translated():
                continue
            words = " | ".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr
            key = (entry.msgctxt, entry.msgid, bool(entry.msgid_plural))
            other, others_words = first.setdefault(key, (owner, words))
            if words != others_words:
                yield f"{entry.msgid!r} is {others_words!r} in {other} and {words!r} in {owner}"


def check() -> list[str]:
    faults = [fault for path in catalogues() for fault in faults_of(path)] + list(clashes())
    known = translated_texts()
    missing = {text: path for text, path in marked_texts().items() if text not in known}
    return faults + [
        f"{path.relative_to(SOURCE)}: {text!r} is in no catalogue" + (f" as {context!r}" if context else "")
        for (context, text), path in missing.items()
    ]


def main(arguments: list[str]) -> int:
    if "--check" not in arguments:
        compile_all()
        return 0
    faults = check()
    print("\n".join(faults) if faults else "messages: complete")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
