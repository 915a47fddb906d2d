import pytest
from django.core.files.base import ContentFile

from tests.factories.people import StaffFactory
from zhenglian.newsroom.models import ImportedFile

pytestmark = pytest.mark.django_db


def test_file_is_kept_outside_the_public_folder(settings, clock):
    kept = ImportedFile(
        name="稿件.docx", sha256="0" * 64, size=3, uploaded_by=StaffFactory(), uploaded_at=clock.now()
    )

    kept.file.save("article.docx", ContentFile(b"abc"))

    assert kept.file.path.startswith(str(settings.DATA_DIR))
    assert not kept.file.path.startswith(str(settings.MEDIA_ROOT))
    with ImportedFile.objects.get().file.open("rb") as file:
        assert file.read() == b"abc"


def test_imported_file_has_no_address(clock):
    kept = ImportedFile(name="稿件.docx")
    kept.file.name = "2026/01/article.docx"

    with pytest.raises(ValueError, match="no address"):
        _ = kept.file.url
