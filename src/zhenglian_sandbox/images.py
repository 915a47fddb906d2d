"""Recognising an upload by its first bytes. Nothing is decoded or re-encoded here."""

import base64

# A street with a hole and a lamp, 160 x 120: what a follower sends who chose no picture.
SAMPLE_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAKAAAAB4AgMAAAAIzBH8AAAADFBMVEWfuMxVYGs5QkorMjjJc0d0AAAAtElEQVR42mNgGAWj"
    "YDgDRtxSqxgYGBiuNUB5TMSaOKwU4gdcK4anr0cVjiocVTiqcFThqMJRhaMK6aqQJRSfLCtj6GBwI5a24AKGfxFEmMi1gIGB"
    "aQVhhUwLECRehRpQcxkYGBgYfq/BrbABjcalEM5XIKCQA4OBQ6ECQaswnNYw9FM40Z55AGP8I2DiDwwGDoX/MIymNFEw3IBQ"
    "3wgGz78EBIk/HL8lMGDLM4yho+XjEFcIAP38HCsAKBj7AAAAAElFTkSuQmCC"
)
# Half a second of silence.
SAMPLE_SOUND = b"#!AMR\n" + (b"\x3c" + bytes(31)) * 25

SIGNATURES = (
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"GIF87a", "gif", "image/gif"),
    (b"GIF89a", "gif", "image/gif"),
    (b"BM", "bmp", "image/bmp"),
    (b"#!AMR", "amr", "audio/amr"),
    (b"ID3", "mp3", "audio/mpeg"),
    (b"\xff\xfb", "mp3", "audio/mpeg"),
)


def file_kind(content: bytes) -> tuple[str, str] | None:
    """(short name, content type) of the bytes; None when they are of no kind known here."""
    for signature, name, content_type in SIGNATURES:
        if content.startswith(signature):
            return name, content_type
    if content[4:8] == b"ftyp":
        return "mp4", "video/mp4"
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "wav", "audio/wav"
    return None
