"""The staff side speaks Chinese on every page, and English to whoever chose it."""

from __future__ import annotations

import re
from importlib.resources import files

import polib
import pytest
from bs4 import BeautifulSoup, Comment
from django.urls import reverse
from django.utils.translation import trans_real

from tests.journeys.forms import sent_form
from tests.journeys.staff_house import browsing, desk_pages, library_pages, office_pages

LATIN = re.compile(r"[A-Za-z]{2,}")
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|\b[\w-]+\.(?:docx?|png|jpe?g|cn)\b|/[a-z]+/[\w/-]*")
# Names of things that are called so in Chinese, too, and keys on the keyboard.
NAMES = {
    "AppID", "AppSecret", "AESKey", "EncodingAESKey", "Token", "UID", "uid", "ID", "IP", "URL", "HTTP",
    "Word", "Markdown", "HTML", "PDF", "docx", "DOCX", "MB", "KB",
    "GIF", "JPG", "JPEG", "PNG", "WEBP", "AVIF", "SVG", "CSV", "XLSX", "ZIP", "TXT", "DOC", "XLS", "PPTX",
    "English", "Ctrl", "Alt", "Shift", "Esc", "gh", "wx",
}  # fmt: skip
LIBRARIES = (
    "wagtail", "wagtail.admin", "wagtail.documents", "wagtail.images", "wagtail.snippets",
    "wagtail.users", "wagtail.embeds", "wagtail.search", "wagtail.sites", "axes", "treebeard",
)  # fmt: skip
UNSEEN = ["script", "style", "template", "noscript", "svg", "iframe"]
SPOKEN = ["aria-label", "title", "placeholder", "alt"]


def foreign_words(html: str) -> list[str]:
    """Latin words of two letters or more among what is shown or read out, names excepted."""
    return sorted({text for text in shown_texts(html) if latin_in(text)})


def latin_in(text: str) -> set[str]:
    return set(LATIN.findall(ADDRESS.sub(" ", text))) - NAMES


def shown_texts(html: str) -> list[str]:
    soup = BeautifulSoup(html, "html.parser")
    sidebar = [str(part) for part in soup.select("script#wagtail-sidebar-props")]
    for part in soup.find_all(UNSEEN) + soup.select("[hidden]"):
        part.decompose()
    texts = [str(text) for text in soup.find_all(string=True) if not isinstance(text, Comment)]
    texts += [str(tag[name]) for tag in soup.find_all(True) for name in SPOKEN if tag.get(name)]
    texts += [
        str(tag["value"])
        for tag in soup.select("input[type=submit][value], button[value]")
        if tag.get("type") == "submit" and tag.name == "input"
    ]
    labels = [label for props in sidebar for label in re.findall(r'"label": "((?:[^"\\]|\\.)*)"', props)]
    texts += [label.encode().decode("unicode_escape") if "\\u" in label else label for label in labels]
    return [" ".join(text.split()) for text in texts if text.strip() and text.strip() != "html"]


def foreign_on(client, paths) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        answer = client.get(path, follow=True)
        assert answer.status_code == 200, path
        if words := foreign_words(answer.content.decode()):
            found[path] = words
    return found


def test_every_page_of_the_desk_is_in_chinese(house, busy):
    assert foreign_on(browsing(house.office.editor), desk_pages(busy)) == {}


@pytest.mark.parametrize("who", ["first", "publisher", "supervisor"])
def test_what_only_one_role_sees_is_in_chinese(house, busy, who):
    own = [path for path in desk_pages(busy) if re.search("review|release|emergenc|staff/$", path)]

    assert foreign_on(browsing(getattr(house.office, who)), own) == {}


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_wagtail_brings_is_in_chinese(house, busy, search_index):
    assert foreign_on(browsing(house.office.editor), library_pages(busy)) == {}


def test_pages_of_whoever_runs_the_office_are_in_chinese(house):
    assert foreign_on(browsing(house.chief), office_pages()) == {}


def test_doors_for_strangers_are_in_chinese(db, client):
    doors = [reverse("wagtailadmin_login"), reverse("wagtailadmin_password_reset")]

    assert foreign_on(client, doors) == {}


def test_refused_log_in_is_explained_in_chinese(db, client):
    answer = client.post(reverse("wagtailadmin_login"), {"username": "李编辑", "password": "不对的密码"})

    assert foreign_words(answer.content.decode()) == []
    assert BeautifulSoup(answer.content, "html.parser").select(".messages .error")


def catalogue_entries(domain):
    """(library, text) of everything that the libraries mark for translation."""
    for library in LIBRARIES:
        source = files(library) / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if source.is_file():
            entries = polib.pofile(source.read_text(encoding="utf-8"))
            yield from ((library, entry) for entry in entries if not entry.obsolete)


def is_translated(translation, entry) -> bool:
    key = f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid
    known = translation._catalog
    return known.get((key, 0) if entry.msgid_plural else key) not in (None, "")


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_text_of_the_libraries_is_without_chinese(domain):
    """Fails after an upgrade that brings new texts: add them to the project's catalogue."""
    translation = trans_real.DjangoTranslation("zh-hans", domain=domain, localedirs=localedirs(domain))

    entries = list(catalogue_entries(domain))
    missing = [(library, entry.msgid) for library, entry in entries if not is_translated(translation, entry)]

    assert entries
    assert missing == []


def localedirs(domain):
    """The script catalogue is made as Wagtail's view makes it: of its own folder, then of the project's."""
    return [str(files("wagtail.admin") / "locale")] if domain == "djangojs" else None


def test_account_page_switches_to_english_and_back(house):
    client, account = browsing(house.office.editor), reverse("wagtailadmin_account")
    home = reverse("wagtailadmin_home")

    seen = []
    for language in ("en", "zh-hans"):
        form = sent_form(client.get(account).content, **{"locale-preferred_language": language})
        answer = client.post(account, form)
        assert answer.status_code == 302, answer.content.decode()
        seen.append(client.get(home).content.decode())

    assert ["Waiting for me" in page for page in seen] == [True, False]
    assert ["等我处理" in page for page in seen] == [False, True]


def test_browser_s_language_does_not_decide(house):
    client = browsing(house.office.editor)

    answer = client.get(reverse("wagtailadmin_home"), HTTP_ACCEPT_LANGUAGE="en")

    assert "等我处理" in answer.content.decode()
