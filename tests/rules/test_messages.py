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

    assert list(messages.marked_in_code(module)) == ["One", "May", "%d day"]


def test_marked_texts_are_found_in_templates(tmp_path):
    page = tmp_path / "probe.html"
    hello = "{% blocktranslate %}Hi {{ x }}{% endblocktranslate %}"
    page.write_text('{% load i18n %}<p title="{% translate "Name" %}">' + hello)

    assert list(messages.marked_in_template(page)) == ["Name", "Hi %(x)s"]


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


def test_command_has_its_words_in_its_own_catalogue():
    """It reads no other: see `cli/wording.py`. The sample office is written in Chinese."""
    folder = messages.SOURCE / "zhenglian" / "cli"
    catalogue = polib.pofile(str(folder / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"))
    known = {entry.msgid for entry in catalogue}
    marked = {text for path in folder.glob("*.py") for text in messages.marked_in_code(path)}

    told = {text for path in folder.rglob("*.py") for text in messages.marked_in_code(path)}

    assert marked - known == set()
    assert known - told == set()
