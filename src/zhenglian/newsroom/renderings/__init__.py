"""From one article the three payloads and the facts: same article, same bytes, whenever it is asked."""

from zhenglian.newsroom.renderings.render import Renderings, render_article
from zhenglian.newsroom.renderings.site import SiteAddress, our_site

__all__ = ["Renderings", "SiteAddress", "our_site", "render_article"]
