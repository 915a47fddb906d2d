"""By which way a reply goes to a citizen: what they chose, or where they wrote from. Pure but for the row."""

from __future__ import annotations

from zhenglian.inbox.enums import AnswerWay, Source
from zhenglian.inbox.models import Matter
from zhenglian.inbox.reply_errors import AddressMissing

PLATFORMS = (Source.WECHAT, Source.WEIBO)


def own_way(matter: Matter) -> AnswerWay:
    """As the citizen chose; the receipt page alone where the way they chose lacks an address."""
    way = AnswerWay(matter.answer_way)
    if way == AnswerWay.SAME and matter.conversation.source not in PLATFORMS:
        way = AnswerWay.PHONE if matter.conversation.source == Source.PHONE else AnswerWay.WEB
    return way if has_address(matter, way) else AnswerWay.WEB


def checked_way(matter: Matter, way: AnswerWay) -> AnswerWay:
    """The way an officer chose instead. Raises AddressMissing."""
    if way == AnswerWay.SAME:
        return own_way(matter)
    if not has_address(matter, way):
        raise AddressMissing
    return way


def has_address(matter: Matter, way: AnswerWay) -> bool:
    """False where an answer of this way would reach nobody."""
    if way in (AnswerWay.MAIL, AnswerWay.PHONE):
        return bool(address_of(matter, way))
    return way != AnswerWay.SAME or matter.conversation.source in PLATFORMS


def address_of(matter: Matter, way: AnswerWay | str) -> str:
    """What the citizen told us: a telephone number or an e-mail address; empty when they did not."""
    details = matter.conversation.identity.person.details
    return str(details.get("mail" if way == AnswerWay.MAIL else "phone", ""))
