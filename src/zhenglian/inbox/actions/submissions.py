"""Letters from the website's form: stored first, then made into a matter, by the page or by the job."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import structlog
from django.db import IntegrityError, transaction

from zhenglian.audit.api import record
from zhenglian.inbox import letter_errors as errors
from zhenglian.inbox.actions.letter_pictures import keep_pictures
from zhenglian.inbox.actions.matters import open_matter
from zhenglian.inbox.actions.messages import add_message
from zhenglian.inbox.actions.persons import conversation_off_platform
from zhenglian.inbox.enums import AnswerWay, Direction, Source
from zhenglian.inbox.models import Matter, Submission
from zhenglian.inbox.selectors.offices import office_by_id
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.digests import canonical_json

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
MOST_AN_HOUR, MOST_A_DAY = 10, 30
LEFT_OVER = timedelta(seconds=30)  # by then the page's own request is over, one way or the other
BATCH = 100

log = structlog.get_logger(__name__)


def keep_submission(
    key: str,
    content: dict[str, Any],
    *,
    sender: str,
    clock: Clock = SYSTEM,  # Any: JSON
) -> Submission:
    """The letter as it came. The same form with the same words is the same submission, however often sent.

    `content`: text, class_key, unit (id or ""), name, phone, mail, answer_way, pictures. `sender` is the
    digest of an address. Raises TooManyLetters.
    """
    own_key = hashlib.sha256(key.encode() + b"\n" + canonical_json(content)).hexdigest()[:32]
    known = Submission.objects.filter(key=own_key).first()
    if known is not None:
        return known
    check_limits(sender, clock=clock)
    try:
        with transaction.atomic():
            return Submission.objects.create(
                key=own_key, content=content, sender_digest=sender, received_at=clock.now()
            )
    except IntegrityError:  # the same moment, from another process
        return Submission.objects.get(key=own_key)


def check_limits(sender: str, *, clock: Clock) -> None:
    """Raises TooManyLetters."""
    now = clock.now()
    sent = Submission.objects.filter(sender_digest=sender)
    if (
        sent.filter(received_at__gt=now - AN_HOUR).count() >= MOST_AN_HOUR
        or sent.filter(received_at__gt=now - A_DAY).count() >= MOST_A_DAY
    ):
        raise errors.TooManyLetters


@transaction.atomic
def handle_submission(submission: Submission, *, clock: Clock = SYSTEM) -> Matter:
    """Conversation, message and matter, once; the clock begins when the letter came. Raises NoOffice."""
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if submission.matter is not None:
        return submission.matter
    content = submission.content
    unit = office_by_id(content.get("unit"))
    details = {name: content[name] for name in ("name", "phone", "mail") if content.get(name)}
    conversation = conversation_off_platform(
        Source.WEB, submission.key, unit=unit, details=details, clock=clock
    )
    message = add_message(
        conversation, direction=Direction.IN, content={"text": content["text"]}, clock=clock
    )
    message.at = submission.received_at
    message.save(update_fields=["at"])
    keep_pictures(message, content.get("pictures", []))
    matter = open_matter(
        conversation,
        message=message,
        class_key=content["class_key"],
        unit=unit,
        answer_way=AnswerWay(content["answer_way"]),
        actor=None,
        clock=clock,
    )
    submission.matter, submission.handled_at = matter, clock.now()
    submission.content = {}  # it stands in the conversation now, and is erased there
    submission.save(update_fields=["matter", "handled_at", "content"])
    record("inbox.submission", actor=None, on=matter, detail={"submission": submission.pk}, clock=clock)
    return matter


def handle_left_over(*, clock: Clock = SYSTEM) -> int:
    """Letters whose page died before their matter was made; one that fails does not stop the others."""
    rows = Submission.objects.filter(handled_at=None, received_at__lt=clock.now() - LEFT_OVER)
    done = 0
    for submission in rows.order_by("pk")[:BATCH]:
        try:
            handle_submission(submission, clock=clock)
        except Exception as reason:  # noqa: BLE001  one letter must not hold up the rest
            log.error("inbox.submission_failed", submission=submission.pk, reason=type(reason).__name__)
        else:
            done += 1
    return done


def forget_senders(*, clock: Clock = SYSTEM) -> int:
    """After a day nobody counts them any more; returns how many were forgotten."""
    counted = Submission.objects.filter(received_at__lt=clock.now() - A_DAY).exclude(sender_digest="")
    return counted.update(sender_digest="")
