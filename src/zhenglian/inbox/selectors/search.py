"""What a query finds: matters by words of their messages, receipt code, number, handle or officer.

The table of words holds keyed digests, so the database compares digests and never sees a word. What was hit
is decrypted only to show it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhenglian.inbox.enums import Source
from zhenglian.inbox.handles import handle_digest, phone_digits, token_digest
from zhenglian.inbox.models import Matter, Message, SearchToken
from zhenglian.inbox.receipt_codes import as_code
from zhenglian.inbox.search.words import LONGEST_QUERY, folded, terms_of

FEWEST_DIGITS = 7
LONGEST_HANDLE = 64
BEFORE, AFTER = 12, 40  # characters of a snippet around the hit


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of one message: before the hit, the hit, after it. Shown, never stored."""

    before: str
    hit: str
    after: str


def matters_found(matters: QuerySet[Matter], query: str) -> QuerySet[Matter]:
    """`matters` narrowed to what the query finds, in their own order; all words must stand in one message.

    One statement whatever the query. A query without any word finds nothing.
    """
    query = query.strip()[:LONGEST_QUERY]
    found = _by_words(query) | _by_handle(query)
    code = as_code(query)
    if code is not None:
        found |= Q(code=code)
    if query:
        found |= Q(assignee__display_name__icontains=query) | Q(assignee__username=query)
    return matters.filter(found)


def messages_found(query: str) -> QuerySet[Message]:
    """Messages in which all words of the query stand, the rarest (longest) asked first."""
    terms = terms_of(query)
    if not terms:
        return Message.objects.none()
    first, *others = terms
    found = Message.objects.filter(tokens__token=token_digest(first))
    for term in others:
        found = found.filter(
            Exists(SearchToken.objects.filter(message=OuterRef("pk"), token=token_digest(term)))
        )
    return found


def snippets(matters: Iterable[Matter], query: str) -> dict[int, Snippet]:
    """By matter, for a page of results: the newest message that was hit. One query."""
    ids = [matter.pk for matter in matters]
    found: dict[int, Snippet] = {}
    for message in messages_found(query).filter(matter__in=ids).order_by("-pk")[: 10 * len(ids)]:
        place = message.matter_id
        if place is not None and place not in found:
            shown = snippet_of(str(message.content.get("text", "")), query)
            if shown is not None:
                found[place] = shown
    return found


def snippet_of(text: str, query: str) -> Snippet | None:
    """Around the first place where one of the query's words stands, the whole query before its parts."""
    flat = " ".join(text.split())
    lowered = flat.casefold()
    if len(lowered) != len(flat):  # a sign that grows when it is made small: compare as it is
        lowered = flat
    for term in (folded(query.strip()), *terms_of(query)):
        start = lowered.find(term) if term else -1
        if start >= 0:
            end = start + len(term)
            before, after = flat[max(0, start - BEFORE) : start], flat[end : end + AFTER]
            return Snippet(
                ("…" if start > BEFORE else "") + before,
                flat[start:end],
                after + ("…" if end + AFTER < len(flat) else ""),
            )
    return None


def _by_words(query: str) -> Q:
    terms = terms_of(query)
    if not terms:
        return Q(pk__in=[])
    return Q(pk__in=messages_found(query).filter(matter__isnull=False).values("matter"))


def _by_handle(query: str) -> Q:
    """A telephone number, an openid or a uid, whole: they are found by digest alone."""
    digests = []
    if 0 < len(query) <= LONGEST_HANDLE and " " not in query:
        digests = [handle_digest(source, query) for source in (Source.WECHAT, Source.WEIBO)]
    digits = phone_digits(query)
    if len(digits) >= FEWEST_DIGITS:
        digests.append(handle_digest(Source.PHONE, digits))
    return Q(conversation__identity__digest__in=digests)
