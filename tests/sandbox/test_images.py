from __future__ import annotations

import pytest

from tests.sandbox.driving import GIF, JPG, PNG
from zhenglian_sandbox.images import file_kind


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PNG, "png"),
        (JPG, "jpg"),
        (GIF, "gif"),
        (b"BM....", "bmp"),
        (b"\x00\x00\x00\x18ftypmp42", "mp4"),
        (b"RIFF\x00\x00\x00\x00WAVE", "wav"),
        (b"#!AMR\n", "amr"),
    ],
)
def test_kind_is_read_from_the_first_bytes(content, name):
    kind = file_kind(content)

    assert kind is not None
    assert kind[0] == name


@pytest.mark.parametrize("content", [b"", b"<svg></svg>", b"RIFF\x00\x00\x00\x00WEBP", b"%PDF-1.7"])
def test_other_files_are_of_no_kind(content):
    assert file_kind(content) is None
