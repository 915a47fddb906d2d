import pytest

from tests.factories.newsroom import article_index
from tests.factories.people import PostingFactory, StaffFactory
from tests.newsroom.importers.word_files import paragraph, word_file
from zhenglian.audit.api import recent_entries
from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom.actions.import_article import import_article, import_pasted_article
from zhenglian.newsroom.errors import MayNotWrite
from zhenglian.newsroom.importers import CannotImport
from zhenglian.newsroom.models import ArticlePage, ImportedFile
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    article_index()
    return PostingFactory(role=Role.EDITOR)


def stored_bytes(kept):
    with kept.file.open("rb") as file:
        return file.read()


def who(posting):
    return {"actor": posting.staff, "unit": posting.unit}


def test_file_becomes_a_draft_and_is_kept_as_it_came(writer, clock):
    data = word_file(paragraph("节水补贴", "Title"), paragraph("今日起发放。"))

    imported = import_article(data, "稿件.docx", **who(writer), clock=clock)

    kept = ImportedFile.objects.get()
    assert imported.article.title == "节水补贴"
    assert (kept.article, kept.name, kept.problem) == (imported.article, "稿件.docx", "")
    assert (kept.sha256, stored_bytes(kept), kept.uploaded_at) == (sha256_hex(data), data, clock.now())


def test_import_is_in_the_audit_with_the_digest_of_its_file(writer):
    import_article("标题\n正文。".encode(), "a.txt", **who(writer))

    entry = next(entry for entry in recent_entries(10) if entry.act == "newsroom.import")
    assert entry.detail["sha256"] == sha256_hex("标题\n正文。".encode())


def test_refused_file_is_kept_with_its_reason(writer):
    with pytest.raises(CannotImport):
        import_article(b"PK broken", "a.docx", **who(writer))

    kept = ImportedFile.objects.get()
    assert kept.article is None
    assert kept.problem
    assert stored_bytes(kept) == b"PK broken"
    assert not ArticlePage.objects.exists()


def test_file_name_cannot_leave_its_folder(writer, settings):
    import_article("标题\n正文。".encode(), "../../evil.txt", **who(writer))

    assert ImportedFile.objects.get().file.path.startswith(str(settings.DATA_DIR / "imports"))


def test_paste_becomes_a_draft(writer):
    imported = import_pasted_article("<h1>节水补贴</h1><p>今日起<b>发放</b>。</p>", "", **who(writer))

    assert imported.article.title == "节水补贴"
    assert ImportedFile.objects.get().name == "pasted.html"


def test_notes_reach_the_person(writer):
    imported = import_pasted_article('<p>标题</p><p>文。<img src="https://x/a.png"></p>', "", **who(writer))

    assert len(imported.notes) == 1


def test_stranger_leaves_the_file_but_no_article(writer):
    with pytest.raises(MayNotWrite):
        import_article("标题\n正文。".encode(), "a.txt", actor=StaffFactory(), unit=writer.unit)

    assert ImportedFile.objects.count() == 1
    assert not ArticlePage.objects.exists()
