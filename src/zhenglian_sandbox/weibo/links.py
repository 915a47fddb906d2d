"""Links in posts: the safe-domain rule, the shortening to t.cn and its way back."""

import html
import re
from urllib.parse import urlsplit

from zhenglian_sandbox.world import World

# Wider than the counting pattern: every web address, also with hyphens in its host.
LINK = re.compile(r"https?://[-A-Za-z0-9.]+(?::[0-9]+)?[-A-Za-z0-9$.+!_*()/,:;@&=?~#%]*")
SHORT = "http://t.cn/A"
SHORT_LETTERS = 7


def link_hosts(text: str) -> list[str]:
    hosts = [urlsplit(link).hostname or "" for link in LINK.findall(text)]
    return [host.lower() for host in hosts]


def is_below(host: str, domain: str) -> bool:
    """The host is the domain itself or a name below it."""
    wanted = domain.lower().strip(".").split(":")[0]
    return bool(wanted) and (host == wanted or host.endswith("." + wanted))


def shown_text(world: World, text: str) -> str:
    """The text as it comes back: HTML-escaped, every link rewritten to its short form."""
    shown, position = "", 0
    for match in LINK.finditer(text):
        shown += html.escape(text[position : match.start()], quote=False)
        shown += short_link(world, match.group(0))
        position = match.end()
    return shown + html.escape(text[position:], quote=False)


def short_link(world: World, url: str) -> str:
    if url.startswith("http://t.cn/"):
        return url
    row = world.store.one("SELECT code FROM weibo_links WHERE url = ?", url)
    code = row["code"] if row else world.letters(SHORT_LETTERS)
    if row is None:
        world.store.insert("weibo_links", code=code, url=url)
    return SHORT + str(code)


def long_link(world: World, short: str) -> str:
    """Where a short link leads; itself when it is not one of ours."""
    code = short.removeprefix(SHORT)
    row = world.store.one("SELECT url FROM weibo_links WHERE code = ?", code)
    return str(row["url"]) if row else short
