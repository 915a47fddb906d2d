"""What the platform does to article HTML: scripts and foreign pictures go, the rest stays.

Everything that is kept is kept byte for byte, so that a sealed text can be compared.
"""

import html
import re
from collections.abc import Callable

TAG = re.compile(
    r"<!--.*?(?:-->|$)|<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:\"[^\"]*\"|'[^']*'|[^'\">])*)>", re.DOTALL
)
# Gone together with all that is inside them.
DROPPED_WHOLE = re.compile(
    r"<(script|style|iframe|object|noscript|template|textarea|select)\b.*?(?:</\1\s*>|$)",
    re.DOTALL | re.IGNORECASE,
)
DROPPED_TAGS = frozenset(
    {
        "script",
        "style",
        "iframe",
        "object",
        "noscript",
        "template",
        "textarea",
        "select",
        "embed",
        "form",
        "input",
        "button",
        "link",
        "meta",
        "base",
        "html",
        "head",
        "body",
        "title",
        "frame",
        "frameset",
        "applet",
    }
)
HANDLER = re.compile(r"\s+on[a-z]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
SCRIPT_LINK = re.compile(
    r"\s+(?:href|src|action|formaction|xlink:href)\s*=\s*"
    r"(?:\"\s*(?:javascript|vbscript|data):[^\"]*\"|'\s*(?:javascript|vbscript|data):[^']*'"
    r"|(?:javascript|vbscript|data):[^\s>]*)",
    re.IGNORECASE,
)
SOURCE = re.compile(r"\s(?:data-)?src\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
TEXT_LIMIT = 54


def clean_content(content: str, is_own_image: Callable[[str], bool]) -> str:
    """The HTML as the platform stores it; `is_own_image` knows the addresses it gave out."""
    without_scripts = _until_still(lambda text: DROPPED_WHOLE.sub("", text), content)
    return _until_still(
        lambda text: TAG.sub(lambda match: _kept_tag(match, is_own_image), DROPPED_WHOLE.sub("", text)),
        without_scripts,
    )


def image_sources(content: str) -> list[str]:
    """The addresses of all pictures in the HTML, each once, in order."""
    found = [_source(match.group(3)) for match in TAG.finditer(content) if _name(match) == "img"]
    return list(dict.fromkeys(source for source in found if source))


def plain_text(content: str) -> str:
    """The visible text in one line, from which the default digest is cut."""
    return " ".join(html.unescape(TAG.sub(" ", content)).split())


def default_digest(content: str) -> str:
    return plain_text(content)[:TEXT_LIMIT]


def _until_still(step: Callable[[str], str], text: str) -> str:
    """Repeated, because removing one tag may join the two halves of another."""
    while (after := step(text)) != text:
        text = after
    return text


def _kept_tag(match: re.Match[str], is_own_image: Callable[[str], bool]) -> str:
    name = _name(match)
    if not name or name in DROPPED_TAGS:
        return ""
    if match.group(1):
        return match.group(0)
    attributes = SCRIPT_LINK.sub("", HANDLER.sub("", match.group(3)))
    if name == "img" and not is_own_image(_source(attributes)):
        return ""
    return f"<{match.group(2)}{attributes}>"


def _name(match: re.Match[str]) -> str:
    return (match.group(2) or "").lower()


def _source(attributes: str) -> str:
    match = SOURCE.search(attributes)
    if match is None:
        return ""
    return html.unescape(match.group(1) or match.group(2) or match.group(3) or "").strip()
