"""Weibo's error codes as far as the sandbox answers them, with text and HTTP status."""

from http import HTTPStatus

TEXTS = {
    10001: "System error!",
    10002: "Service unavailable!",
    10003: "Remote service error!",
    10006: "Source parameter (appkey) is missing",
    10007: "unsupport mediatype ({hint})",
    10008: "Param error, see doc for more info!",
    10009: "Too many pending tasks, system is busy!",
    10010: "Job expired!",
    10014: "Insufficient app permissions!",
    10016: "miss required parameter ({hint}) , see doc for more info!",
    10017: "parameter ({hint})'s value invalid, see doc for more info!",
    10020: "Request api not found!",
    10021: "HTTP method is not suported for this request!",
    10022: "IP requests out of rate limit!",
    10023: "User requests out of rate limit!",
    10024: "User requests for ({hint}) out of rate limit!",
    20003: "User does not exists!",
    20005: "unsupported image type, only suport JPG, GIF, PNG!",
    20006: "image size too large.",
    20007: "does multipart has image?",
    20008: "content is null!",
    20009: "IDs is too many.",
    20012: "text too long, please input text less than 140 characters!",
    20013: "text too long, please input text less than 300 characters!",
    20016: "out of limit!",
    20017: "repeat content!",
    20018: "contain illegal website!",
    20019: "repeat content!",
    20020: "contain advertising!",
    20021: "content is illegal!",
    20031: "test and verify!",
    20032: "update success, while server slow now, please wait 1-2 minutes!",
    20101: "target weibo does not exist!",
    20102: "not your own weibo!",
    20301: "you can only send direct messages to your followers!",
    21301: "auth faild!",
    21314: "Token used!",
    21315: "Token expired!",
    21316: "Token revoked!",
    21317: "Token rejected!",
    21319: "accessor was revoked!",
    21322: "redirect_uri_mismatch",
    21323: "invalid_request",
    21324: "invalid_client",
    21325: "invalid_grant",
    21327: "expired_token",
    21328: "unsupported_grant_type",
    21329: "unsupported_response_type",
    21330: "access_denied",
    21332: "invalid_access_token",
    21335: "Request uid's value must be the current user",
    26401: "out of the time in which this user may be replied to!",
    26402: "no reply to this user is left!",
    26411: "menu data format error!",
    26412: "menu does not exist!",
}

NO_SUCH_API = 10020
FORBIDDEN = frozenset(
    {10014, 10022, 10023, 10024, 20015, 20016, 20022, 20031, 21314, 21315, 21316, 21319, 21327}
)
UNAUTHORISED = frozenset({21301, 21302, 21317, 21332})
UNAVAILABLE = frozenset({10001, 10002, 10003, 10009, 10010, 10011})


class WeiboRefusal(Exception):
    """A call that the platform refuses; `message` replaces the documented text."""

    def __init__(self, code: int, hint: str = "", *, message: str = "") -> None:
        text = TEXTS.get(code, "error")
        self.code = code
        self.message = message or text.replace("{hint}", hint)
        super().__init__(f"{code} {self.message}")

    @property
    def status(self) -> HTTPStatus:
        """The usual HTTP status; the documents promise none."""
        if self.code in UNAVAILABLE:
            return HTTPStatus.SERVICE_UNAVAILABLE
        if self.code in UNAUTHORISED:
            return HTTPStatus.UNAUTHORIZED
        if self.code == NO_SUCH_API:
            return HTTPStatus.NOT_FOUND
        if self.code in FORBIDDEN:
            return HTTPStatus.FORBIDDEN
        return HTTPStatus.BAD_REQUEST
