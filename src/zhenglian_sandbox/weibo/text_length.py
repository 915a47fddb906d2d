"""How long Weibo thinks a text is (weibo protocol reference, section 3.3). Pure computation."""

import re

LIMIT = 140
SHORT_LINK_BYTES = 20
LONGEST_FREE_LINK = 140
OWN_LINK_BYTES = 41
ONE_BYTE_UNTIL = 0x80
LAST_SINGLE_UNIT = 0xFFFF

# The web composer's own pattern: a hyphen in the first label of the host hides the link from it.
LINK = re.compile(r"https?://[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)+[-A-Za-z0-9$.+!_*()/,:;@&=?~#%]*")
SHORT_LINK = re.compile(r"http://t\.cn/", re.IGNORECASE)
OWN_LINK = re.compile(r"http://(?:[A-Za-z0-9]+\.)*weibo\.c(?:om|n)(?:[/:?#]|$)", re.IGNORECASE)


def text_length(text: str) -> int:
    """Length in the platform's characters: half-width ones count a half, a link ten."""
    bare = text.strip().replace("\r\n", "\n")
    total = 0
    for link in LINK.findall(bare):
        if SHORT_LINK.match(link):
            continue
        bare = bare.replace(link, "", 1)
        total += _link_bytes(link)
    return -(-(total + _text_bytes(bare)) // 2)


def _link_bytes(link: str) -> int:
    size = len(link)
    if OWN_LINK.match(link) and size <= OWN_LINK_BYTES:
        return size
    if size <= LONGEST_FREE_LINK:
        return SHORT_LINK_BYTES
    return size - LONGEST_FREE_LINK + SHORT_LINK_BYTES


def _text_bytes(text: str) -> int:
    """One byte up to U+0080, two for every other UTF-16 unit."""
    total = 0
    for character in text:
        code = ord(character)
        if code <= ONE_BYTE_UNTIL:
            total += 1
        else:
            total += 4 if code > LAST_SINGLE_UNIT else 2
    return total
