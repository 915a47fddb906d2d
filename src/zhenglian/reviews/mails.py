"""How reviewers are told by mail of a kind of subject. Who is told when is decided in `actions/reminders.py`.

Mail is read by others than its reader: it has no word of what is reviewed, only what leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.kernel.clock import Clock
    from zhenglian.people.api import Staff
    from zhenglian.reviews.models import Review


@dataclass(frozen=True, slots=True)
class Told:
    """One subject as a mail has it, in the language of the mail.

    `name` stands in the head, `facts` are its first lines, `address` is the path of its page on the staff
    side; `people` are those of the reviewers who may know that it exists.
    """

    name: str
    facts: str
    address: str
    people: Sequence[Staff]


@dataclass(frozen=True, slots=True)
class ReviewMail:
    """The heads of a kind's mails, with %(name)s and %(level)d; lazy texts.

    `told` gets the review and those who are to hear of it; None where the subject is gone.
    """

    waiting: StrOrPromise
    overdue: StrOrPromise
    told: Callable[[Review, Sequence[Staff], Clock], Told | None]
