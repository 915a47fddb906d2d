"""Everything a user reads is in Chinese: catalogues are complete and hold every marked text."""

import polib
import pytest
from tools import messages


def test_catalogues_are_complete():
    assert messages.check() == []


def test_marked_texts_are_found_in_code(tmp_path):
    module = tmp_path / "probe.py"
    module.write_text(
        'a = _("One")\nb = pgettext("month", "May")\nc = ngettext("%d day", "%d days", n)\nd = f(x)\n'
    )

    assert list(messages.marked_in_code(module)) == [(None, "One"), ("month", "May"), (None, "%d day")]


def test_marked_texts_are_found_in_templates(tmp_path):
    page = tmp_path / "probe.html"
    hello = "{% blocktranslate %}Hi {{ x }}{% endblocktranslate %}"
    office = '{% translate "Office" context "figures" %}'
    page.write_text('{% load i18n %}<p title="{% translate "Name" %}">' + hello + office)

    found = list(messages.marked_in_template(page))

    assert found == [(None, "Name"), (None, "Hi %(x)s"), ("figures", "Office")]


def test_text_that_is_translated_in_another_context_only_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    (tmp_path / "zhenglian" / "a").mkdir(parents=True)
    (tmp_path / "zhenglian" / "a" / "views.py").write_text('title = _("Save")\n')
    catalogue = tmp_path / "zhenglian" / "a" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(CATALOGUE + f'msgctxt "picture"\n{SAVED}')

    assert messages.check() == ["zhenglian/a/views.py: 'Save' is in no catalogue"]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "One"\nmsgstr ""\n', "is not translated"),
        ('#, fuzzy\nmsgid "One"\nmsgstr "一"\n', "is fuzzy"),
        ('msgid "%(a)s of %(b)s"\nmsgstr "%(a)s"\n', "has other placeholders"),
    ],
)
def test_faulty_entry_is_reported(tmp_path, monkeypatch, entry, fault):
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    (tmp_path / "django.po").write_text(
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n{entry}'
    )

    [found] = messages.faults_of(tmp_path / "django.po")

    assert fault in found


CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
SAVED = 'msgid "Save"\nmsgstr "保存"\n'
FETCHED = 'msgid "Save"\nmsgstr "下载"\n'
ONE_DAY = 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "%s"\n'


def clashes_between(folder, monkeypatch, *entries):
    """Of catalogues of the apps a, b, … with one entry each."""
    monkeypatch.setattr(messages, "SOURCE", folder)
    for app, entry in zip("abc", entries, strict=False):
        catalogue = folder / app / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
        catalogue.parent.mkdir(parents=True)
        catalogue.write_text(CATALOGUE + entry)
    return list(messages.clashes())


def test_one_text_with_two_translations_is_reported_with_both_apps(tmp_path, monkeypatch):
    [fault] = clashes_between(tmp_path, monkeypatch, SAVED, FETCHED)

    assert fault == "'Save' is '保存' in a and '下载' in b"
    assert fault in messages.check()


@pytest.mark.parametrize(
    "entries",
    [
        (SAVED, SAVED),
        (SAVED, f'msgctxt "picture"\n{FETCHED}'),
        (SAVED, f"#, fuzzy\n{FETCHED}"),
        (ONE_DAY % "天", 'msgid "day"\nmsgstr "日"\n'),
    ],
    ids=["the same", "in a context", "not in use", "one of them counts"],
)
def test_texts_that_are_kept_apart_or_agree_are_no_clash(tmp_path, monkeypatch, entries):
    assert clashes_between(tmp_path, monkeypatch, *entries) == []


def test_plural_with_two_translations_is_reported(tmp_path, monkeypatch):
    [fault] = clashes_between(tmp_path, monkeypatch, ONE_DAY % "天", ONE_DAY % "日")

    assert "'day'" in fault


def test_command_has_its_words_in_its_own_catalogue():
    """It reads no other: see `cli/wording.py`. The sample office is written in Chinese."""
    folder = messages.SOURCE / "zhenglian" / "cli"
    catalogue = polib.pofile(str(folder / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"))
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    marked = {text for path in folder.glob("*.py") for text in messages.marked_in_code(path)}

    told = {text for path in folder.rglob("*.py") for text in messages.marked_in_code(path)}

    assert marked - known == set()
    assert known - told == set()
