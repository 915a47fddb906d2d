"""Every name below /2: its method, who handles it, and whether a call counts."""

from dataclasses import dataclass

from . import direct, limits, statuses, timelines
from .call import Answer, WeiboCall, WeiboHandler
from .errors import WeiboRefusal


@dataclass(frozen=True)
class WeiboEndpoint:
    method: str
    handler: WeiboHandler
    counts: bool = True


def _withheld(_: WeiboCall) -> Answer:
    """Interfaces that ordinary applications lost in 2017."""
    raise WeiboRefusal(10014)


WEIBO_ENDPOINTS: dict[str, WeiboEndpoint] = {
    "statuses/share": WeiboEndpoint("POST", statuses.share_status),
    "statuses/destroy": WeiboEndpoint("POST", statuses.destroy_status),
    "statuses/update": WeiboEndpoint("POST", _withheld),
    "statuses/upload": WeiboEndpoint("POST", _withheld),
    "statuses/upload_url_text": WeiboEndpoint("POST", _withheld),
    "statuses/upload_pic": WeiboEndpoint("POST", _withheld),
    "statuses/repost": WeiboEndpoint("POST", _withheld),
    "statuses/user_timeline": WeiboEndpoint("GET", timelines.user_timeline),
    "statuses/user_timeline/ids": WeiboEndpoint("GET", timelines.user_timeline_ids),
    "statuses/show": WeiboEndpoint("GET", timelines.show_status),
    "statuses/count": WeiboEndpoint("GET", timelines.count_reactions),
    "users/show": WeiboEndpoint("GET", timelines.show_user),
    "account/get_uid": WeiboEndpoint("GET", timelines.get_uid),
    "account/rate_limit_status": WeiboEndpoint("GET", limits.rate_limit_status, counts=False),
    # The fan service stands on hosts of its own (m.api, upload.api) and has no daily budget.
    "messages/reply": WeiboEndpoint("POST", direct.reply_message, counts=False),
    "messages/menu/create": WeiboEndpoint("POST", direct.create_menu, counts=False),
    "messages/menu/show": WeiboEndpoint("GET", direct.show_menu, counts=False),
    "messages/menu/delete": WeiboEndpoint("POST", direct.delete_menu, counts=False),
    "mss/msget": WeiboEndpoint("GET", direct.get_file, counts=False),
    "eps/push/set_format": WeiboEndpoint("POST", direct.set_push_format, counts=False),
}
