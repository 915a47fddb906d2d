"""What a run has left behind: rows, photos, history, mails, files; read for the count. Needs Django."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from email import message_from_string
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils import translation

from zhenglian.cases.api import Case, Follower, Step
from zhenglian.cases.enums import Act
from zhenglian.cases.errors import FileGone
from zhenglian.cases.rounds import file_bytes
from zhenglian.cli.chaos.cases.counting import Kept
from zhenglian.cli.chaos.cases.plan import number_in, photo_in
from zhenglian.cli.chaos.cases.settings import MAILS

OF_CITIZENS = ("rate", "reopen", "withdraw", "add_words")
OF_LADDER = (Act.REMIND, Act.SUPERVISE, Act.RAISE)
OF_REQUESTS = (Act.ASK_PAUSE, Act.ASK_EXTEND, Act.PAUSE, Act.EXTEND, Act.DENY, Act.LAPSE)
NUMBER = re.compile(r"\d{4}-\d{6,7}")
BETWEEN_MAILS = "-" * 79 + "\n"


def kept_rows() -> Iterator[Kept]:
    """Reports, neighbours, additions and visits, by the number in their words."""
    for case in Case.objects.all():
        yield Kept("report", number_in(case.words), case.code)
    for follower in Follower.objects.all():
        yield Kept("join", number_in(follower.words), follower.code)
    for step in Step.objects.filter(act=Act.ADD_WORDS).select_related("case"):
        yield Kept("add", number_in(str((step.words or {}).get("text", ""))), step.case.code)
    for visit in _model("Visit").objects.select_related("case"):
        yield Kept("visit", number_in(visit.words), visit.case.code)


def kept_photos() -> Iterator[tuple[int, set[int]]]:
    """Each photo whose file can be read, with the numbers in the words of its case and neighbours."""
    numbers: dict[int, set[int]] = defaultdict(set)
    for case in Case.objects.prefetch_related("followers"):
        found = {number_in(case.words), *(number_in(each.words) for each in case.followers.all())}
        numbers[case.pk] = {number for number in found if number is not None}
    for photo in _model("Photo").objects.all():
        try:
            yield photo_in(file_bytes(photo.digest)), numbers[photo.case_id]
        except FileGone:
            continue


def steps_of_people() -> dict[int, Counter[str]]:
    """By the number in the case's words: acts of staff and of citizens, not of the machine."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for step in Step.objects.select_related("case"):
        number = number_in(step.case.words)
        if number is not None and (step.actor_id is not None or step.act in OF_CITIZENS):
            found[number][step.act] += 1
    return found


def wrong_moves() -> list[str]:
    """Cases whose count of moves is not what their history says."""
    wrong = []
    for case in Case.objects.prefetch_related("steps"):
        lead, moves = None, 0
        for step in case.steps.all():
            if step.act in {Act.ASSIGN, Act.MOVE}:
                moves += lead not in {None, step.unit_id}
            if step.act in {Act.ASSIGN, Act.MOVE, Act.ARBITRATE}:
                lead = step.unit_id
        if (case.moves, case.last_lead_id) != (moves, lead):
            wrong.append(case.number)
    return wrong


def unaudited_steps() -> list[str]:
    """«case act» of which the history and the record of decisions do not say the same number."""
    entries = apps.get_model("audit", "Entry").objects.filter(act__startswith="cases.")
    recorded = Counter(entries.values_list("object_name", "act"))
    steps = Counter(
        (number, f"cases.{act}") for number, act in Step.objects.values_list("case__number", "act")
    )
    return [f"{number} {act}" for (number, act), times in steps.items() if recorded[number, act] != times]


def files_without_rows() -> int:
    """Of photos and documents, and of reports that were never sent."""
    folder = Path(settings.DATA_DIR)
    named = {each for row in _model("Photo").objects.values_list("digest", "blurred_digest") for each in row}
    named |= set(_model("Evidence").objects.values_list("digest", flat=True))
    kept = [path for path in folder.glob("case-files/*/*") if path.name not in named]
    return len(kept) + len(list(folder.glob("report-photos/*")))


def mail_figures() -> dict[str, int]:
    """`mails_doubled`: more to one person about one act than acts there were. `acts_without_mail`:

    the process died between the act and its mail, which is not sent again.
    """
    acts = Counter(Step.objects.values_list("case__number", "act"))
    sent = Counter(_mails(Path(settings.DATA_DIR) / MAILS))
    doubled = sum(max(0, times - acts[number, act]) for (_to, number, act), times in sent.items())
    told = {(number, act) for _to, number, act in sent}
    silent = sum(each not in told for each in acts if each[1] in {*OF_LADDER, *OF_REQUESTS, Act.SUBMIT})
    return {"mails": sum(sent.values()), "mails_doubled": doubled, "acts_without_mail": silent}


def _mails(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(to, number of the case, act that it tells of)."""
    with translation.override(settings.LANGUAGE_CODE):
        labels = {str(act.label): act.value for act in (*OF_LADDER, *OF_REQUESTS)}
    for path in folder.glob("*") if folder.exists() else ():
        for text in path.read_text(encoding="utf-8").split(BETWEEN_MAILS):
            if text.strip():
                yield _mail(text, labels)


def _mail(text: str, labels: Mapping[str, str]) -> tuple[str, str, str]:
    mail = message_from_string(text)
    title = str(make_header(decode_header(mail["Subject"])))
    number = NUMBER.search(title)
    act = next((act for label, act in labels.items() if title.startswith(label)), Act.SUBMIT.value)
    return mail["To"], number[0] if number else "", act


def _model(name: str) -> Any:  # Any: cases shows only some of its models
    return apps.get_model("cases", name)
