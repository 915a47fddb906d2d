"""Looks at a .docx before anything parses it: sizes, macros, and XML that declares entities."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from zhenglian.newsroom.importers.errors import (
    CannotImport,
    FileTooLarge,
    HasMacros,
    HostileFile,
    OldWordFile,
)

MIB = 1024 * 1024
MOST_BYTES = 25 * MIB  # of the file as uploaded
MOST_UNPACKED = 120 * MIB
MOST_XML = 10 * MIB  # of one part: minidom needs about ten times as much memory
MOST_PARTS = 2_000
MOST_DEPTH = 150
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
XML_SUFFIXES = (".xml", ".rels")
ENCRYPTED = 0x1


def check_package(data: bytes) -> None:
    """Raises a `CannotImport` that says why the file will not be opened."""
    if data.startswith(OLE_SIGNATURE):
        raise OldWordFile
    if len(data) > MOST_BYTES:
        raise FileTooLarge
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_parts(package)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as reason:
        raise CannotImport from reason


def _check_parts(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise HostileFile
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        raise CannotImport
    for part in parts:
        if part.flag_bits & ENCRYPTED:
            raise OldWordFile
        if part.filename.lower().endswith("vbaproject.bin"):
            raise HasMacros
        if part.filename.lower().endswith(XML_SUFFIXES):
            _check_xml(package, part)


def _check_xml(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.file_size > MOST_XML:
        raise HostileFile
    with package.open(part) as file:
        content = file.read(MOST_XML + 1)  # the header's size may lie
    if len(content) > MOST_XML:
        raise HostileFile
    depth = 0

    def opened(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise HostileFile

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_arguments: object) -> None:
        raise HostileFile

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    # Read by expat, not by searching for "<!DOCTYPE": the part may be in UTF-16.
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as reason:
        raise CannotImport from reason
