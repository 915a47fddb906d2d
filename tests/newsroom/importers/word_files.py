"""Small Word files, made by hand: what a test needs to see, and nothing that belongs to anybody."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT_RELATIONS = (
    f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def paragraph(text: str, style: str = "", *, is_bold: bool = False) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    bold = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    return f'<w:p>{properties}<w:r>{bold}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


def picture(relation: str = "p1", alt: str = "水库", link: str = "embed") -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{alt}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:{link}="{relation}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def styles(**names: str) -> str:
    """Style ids and the names that Word or WPS gave them."""
    rows = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names.items()
    )
    return f'<?xml version="1.0"?><w:styles {NAMESPACES}>{rows}</w:styles>'


def word_file(*body: str, images: dict[str, bytes] | None = None, **parts: bytes | str) -> bytes:
    """A .docx of these body elements. `images`: file name in word/media, related as p1, p2, …

    `parts` overrides or adds: key with `__` for `/` and `_dot_` for `.`.
    """
    names = {
        "Title": "Title",
        "Subtitle": "Subtitle",
        "Heading1": "heading 1",
        "Heading2": "heading 2",
        "Quote": "Quote",
    }
    relations = f'<Relationship Id="s1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    for number, name in enumerate(images or {}, start=1):
        relations += f'<Relationship Id="p{number}" Type="{OFFICE}/image" Target="media/{name}"/>'
    content: dict[str, bytes | str] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELATIONS,
        "word/document.xml": f'<?xml version="1.0"?><w:document {NAMESPACES}><w:body>{"".join(body)}</w:body>'
        "</w:document>",
        "word/styles.xml": styles(**names),
        "word/_rels/document.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}">'
        f"{relations}</Relationships>",
        **{f"word/media/{name}": data for name, data in (images or {}).items()},
    }
    content |= {key.replace("__", "/").replace("_dot_", "."): value for key, value in parts.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(name, data)
    return buffer.getvalue()
