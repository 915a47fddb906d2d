"""Word files into pieces: headings, lists, tables and pictures stay, every other style goes."""

from __future__ import annotations

import io
from typing import Any

import mammoth
from django.utils.translation import gettext as _

from zhenglian.newsroom.importers.errors import CannotImport
from zhenglian.newsroom.importers.html import IMPORT_SCHEME, read_html
from zhenglian.newsroom.importers.images import MOST_IMAGES, readable_image
from zhenglian.newsroom.importers.packages import check_package
from zhenglian.newsroom.importers.pieces import Reading

# Word's own names, and those of WPS and of Chinese Word.
STYLES = "\n".join(
    [
        *(f"p[style-name='{name}'] => h1.title:fresh" for name in ("Title", "标题", "文章标题", "大标题")),
        *(f"p[style-name='{name}'] => h2.subtitle:fresh" for name in ("Subtitle", "副标题")),
        *(f"p[style-name='标题 {level}'] => h{level}:fresh" for level in range(1, 7)),
        *(
            f"p[style-name='{name}'] => blockquote > p:fresh"
            for name in ("Quote", "Intense Quote", "引用", "明显引用")
        ),
        "p[style-name='Caption'] => p:fresh",
        "u => ",
        "strike => ",
    ]
)


def read_docx(data: bytes) -> Reading:
    """Raises `CannotImport` or one of its kinds."""
    check_package(data)
    reading = Reading()
    unreadable = 0

    def put_aside(image: Any) -> dict[str, str]:  # Any: mammoth has no types
        nonlocal unreadable
        with image.open() as file:
            content = file.read()
        number = len(reading.images)
        found = readable_image(content, number + 1, image.alt_text or "") if number < MOST_IMAGES else None
        if found is None:
            unreadable += 1
            return {"src": f"{IMPORT_SCHEME}missing"}
        reading.images.append(found)
        return {"src": f"{IMPORT_SCHEME}{number}"}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(put_aside),
        )
    except Exception as reason:  # mammoth raises whatever a malformed file makes it stumble over
        raise CannotImport from reason
    if unreadable:
        reading.notes.append(
            _("%(count)d pictures of the Word file could not be read (EMF or WMF drawings, for example).")
            % {"count": unreadable}
        )
    if any("external" in message.message for message in result.messages):
        reading.notes.append(_("Pictures that the Word file only links to were left out."))
    return read_html(result.value, reading)
