"""WeChat's error codes as far as the sandbox answers them, with the platform's wording."""

TEXTS = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest, could get access_token"
    " by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40004: "invalid media type",
    40005: "invalid file type",
    40007: "invalid media_id",
    40008: "invalid message type",
    40009: "invalid image size",
    40013: "invalid appid",
    40016: "invalid button size",
    40017: "invalid button type",
    40018: "invalid button name size",
    40019: "invalid button key size",
    40020: "invalid button url size",
    40023: "invalid sub button size",
    40025: "invalid sub button name size",
    40033: "invalid charset. please check your request, if include \\uxxxx will create fail!",
    40035: "invalid parameter",
    40059: "invalid msg id",
    40060: "invalid article idx",
    40065: "invalid msg status",
    40066: "invalid url",
    40114: "invalid index value",
    40125: "invalid appsecret",
    40128: "invalid media id not existed or not from add_material",
    40130: "invalid openid list size, at least two openid",
    40132: "invalid username",
    40164: "invalid ip {hint}, not in whitelist",
    40192: "invalid author size",
    40201: "invalid callback url",
    40202: "invalid action",
    40203: "invalid check_operator",
    40243: "AppSecret is frozen",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41005: "media data missing",
    41039: "invalid content_source_url",
    42001: "access_token expired",
    43001: "require GET method",
    43002: "require POST method",
    44002: "empty post data",
    44003: "empty news data",
    44004: "empty content",
    45002: "content size out of limit",
    45003: "title size out of limit",
    45004: "description size out of limit",
    45008: "article size out of limit",
    45009: "reach max api daily quota limit",
    45015: "response out of time limit or subscription is canceled",
    45028: "has no masssend quota",
    45047: "out of response count limit",
    45065: "clientmsgid exist",
    45066: "same clientmsgid retry too fast",
    45067: "clientmsgid size out of limit",
    45072: "invalid command",
    45080: "need message from user in 30s",
    45081: "already typing",
    45083: "set speed value error",
    46003: "menu no exist",
    47001: "data format error",
    48001: "api unauthorized",
    48002: "user block receive message",
    48006: "forbid to clear quota because of reaching the limit",
    53402: "invalid crop",
    53502: "invalid publish_id",
    53503: "draft does not pass the publish check",
    53600: "invalid article_id",
    61451: "invalid parameter",
    76021: "cgi_path not found",
}


class WechatRefusal(Exception):
    """A call that the platform refuses; `hint` is added to the documented text."""

    def __init__(self, code: int, hint: str = "", **extra: int | str) -> None:
        text = TEXTS.get(code, "error")
        self.code = code
        self.message = text.format(hint=hint) if "{hint}" in text else f"{text} {hint}".strip()
        # Fields that travel beside the code, such as msg_id with 45065.
        self.extra = extra
        super().__init__(f"{code} {self.message}")
