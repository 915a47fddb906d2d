import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.newsroom.importers import CannotImport, import_draft, import_pasted
from zhenglian.newsroom.importers.entry import MOST_TEXT_BYTES
from zhenglian.newsroom.importers.errors import FileEmpty, FileTooLarge, HasMacros, KindUnknown, OldWordFile


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("a.pdf", KindUnknown),
        ("a", KindUnknown),
        ("a.doc", OldWordFile),
        ("a.wps", OldWordFile),
        ("a.docm", HasMacros),
        ("a.docx", CannotImport),
    ],
)
def test_other_files_are_refused_with_their_reason(name, problem):
    with pytest.raises(problem):
        import_draft(b"text", name)


@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_empty_file_is_refused(data):
    with pytest.raises(FileEmpty):
        import_draft(data, "a.txt")


def test_flood_of_text_is_refused():
    with pytest.raises(FileTooLarge):
        import_draft(b"x" * (MOST_TEXT_BYTES + 1), "a.txt")


def test_paste_prefers_its_html():
    draft = import_pasted("<h1>标题</h1><p>正文。</p>", "标题 正文。")

    assert draft.title == "标题"


def test_paste_without_html_is_plain_text():
    assert import_pasted("", "标题\n正文。").title == "标题"


def test_empty_paste_is_refused():
    with pytest.raises(FileEmpty):
        import_pasted(" ", "\n")


@given(st.binary(max_size=400), st.sampled_from(["a.docx", "a.md", "a.html", "a.txt"]))
def test_any_bytes_give_a_draft_or_a_reason(data, name):
    try:
        outcome = [block.kind for block in import_draft(data, name).blocks]
    except CannotImport as problem:
        outcome = [str(problem)]

    assert all(outcome)
