"""States of a case, what may be done with it, where it came from, and kinds of evidence."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SUBJECT_KIND = "cases.case"  # as clocks and the audit record know a case


class CaseState(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("case", "waits to be assigned")
    ASSIGNED = "assigned", pgettext_lazy("case", "assigned")
    ACCEPTED = "accepted", pgettext_lazy("case", "accepted")
    IN_PROGRESS = "in_progress", pgettext_lazy("case", "in progress")
    ANSWER_DRAFTED = "drafted", pgettext_lazy("case", "answer drafted")
    IN_REVIEW = "in_review", pgettext_lazy("case", "answer in review")
    ANSWERED = "answered", pgettext_lazy("case", "answered")
    CLOSED = "closed", pgettext_lazy("case", "closed")
    REFUSED = "refused", pgettext_lazy("case", "refused by the office")
    ARBITRATION = "arbitration", pgettext_lazy("case", "in arbitration")
    WITHDRAWN = "withdrawn", pgettext_lazy("case", "withdrawn")
    JOINED = "joined", pgettext_lazy("case", "joined to another")


DISPATCH = (CaseState.RECEIVED, CaseState.REFUSED)  # at a desk, waiting to be given to a lead office
HANDLING = (CaseState.ASSIGNED, CaseState.ACCEPTED, CaseState.IN_PROGRESS, CaseState.ANSWER_DRAFTED)
UNDER_WAY = (*DISPATCH, CaseState.ARBITRATION, *HANDLING, CaseState.IN_REVIEW)
ANSWERED_STATES = (CaseState.ANSWERED, CaseState.CLOSED)


class Act(models.TextChoices):
    """What is done with a case; each is a step of its history. Those that move it stand in `states`."""

    RECEIVE = "receive", pgettext_lazy("case act", "received")
    ASSIGN = "assign", pgettext_lazy("case act", "assigned")
    ACCEPT = "accept", pgettext_lazy("case act", "accepted")
    REFUSE = "refuse", pgettext_lazy("case act", "refused")
    MOVE = "move", pgettext_lazy("case act", "moved to another office")
    DISPUTE = "dispute", pgettext_lazy("case act", "sent to arbitration")
    ARBITRATE = "arbitrate", pgettext_lazy("case act", "decided by arbitration")
    EXCLUDE = "exclude", pgettext_lazy("case act", "taken from the office complained about")
    BEGIN = "begin", pgettext_lazy("case act", "work begun")
    VISIT = "visit", pgettext_lazy("case act", "place visited")
    EVIDENCE = "evidence", pgettext_lazy("case act", "evidence added")
    INVOLVE = "involve", pgettext_lazy("case act", "another office brought in")
    RELEASE = "release", pgettext_lazy("case act", "other office released")
    CONTRIBUTE = "contribute", pgettext_lazy("case act", "part contributed")
    DRAFT = "draft", pgettext_lazy("case act", "answer drafted")
    SUBMIT = "submit", pgettext_lazy("case act", "answer submitted for review")
    RETURN = "return", pgettext_lazy("case act", "answer returned by the reviewer")
    ANSWER = "answer", pgettext_lazy("case act", "answered")
    CLOSE = "close", pgettext_lazy("case act", "closed")
    REOPEN = "reopen", pgettext_lazy("case act", "reopened by the citizen")
    WITHDRAW = "withdraw", pgettext_lazy("case act", "withdrawn by the citizen")
    JOIN = "join", pgettext_lazy("case act", "joined to another case")
    ADD_WORDS = "add_words", pgettext_lazy("case act", "added by the citizen")
    RATE = "rate", pgettext_lazy("case act", "rated by the citizen")
    FOLLOW = "follow", pgettext_lazy("case act", "a neighbour joined")
    PAUSE = "pause", pgettext_lazy("case act", "clock paused")
    RESUME = "resume", pgettext_lazy("case act", "clock runs on")
    EXTEND = "extend", pgettext_lazy("case act", "deadline extended")
    ASK_PAUSE = "ask_pause", pgettext_lazy("case act", "pause asked for")
    ASK_EXTEND = "ask_extend", pgettext_lazy("case act", "extension asked for")
    DENY = "deny", pgettext_lazy("case act", "request not approved")
    LAPSE = "lapse", pgettext_lazy("case act", "request lapsed")
    CORRECT = "correct", pgettext_lazy("case act", "topic corrected")
    REMIND = "remind", pgettext_lazy("case act", "reminded")
    SUPERVISE = "supervise", pgettext_lazy("case act", "supervised in writing")
    RAISE = "raise", pgettext_lazy("case act", "raised one level")


class ReportSource(models.TextChoices):
    WEB = "web", _("Website")
    WECHAT = "wechat", _("WeChat")
    WEIBO = "weibo", _("Weibo")
    PHONE = "phone", _("Telephone")
    OPEN311 = "open311", "Open311"
    INBOX = "inbox", pgettext_lazy("case source", "Inbox")


class Decider(models.TextChoices):
    """Who found the topic."""

    NOBODY = "", pgettext_lazy("topic", "not known yet")
    CITIZEN = "citizen", pgettext_lazy("topic", "chosen by the citizen")
    MACHINE = "machine", pgettext_lazy("topic", "recognised by the classifier")
    PERSON = "person", pgettext_lazy("topic", "set by a person")


class EvidenceKind(models.TextChoices):
    PHOTO = "photo", pgettext_lazy("evidence", "photo")
    DOCUMENT = "document", pgettext_lazy("evidence", "document")
    LINK = "link", pgettext_lazy("evidence", "link")


class AnswerState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("answer", "draft")
    IN_REVIEW = "in_review", pgettext_lazy("answer", "in review")
    RETURNED = "returned", pgettext_lazy("answer", "returned by the reviewer")
    SENT = "sent", pgettext_lazy("answer", "sent")
    DROPPED = "dropped", pgettext_lazy("answer", "no longer wanted")


class RequestKind(models.TextChoices):
    """What is asked for; its value is the act that takes effect once it is approved."""

    PAUSE = Act.PAUSE.value, pgettext_lazy("clock request", "pause")
    EXTEND = Act.EXTEND.value, pgettext_lazy("clock request", "extension")


class RequestState(models.TextChoices):
    OPEN = "open", pgettext_lazy("clock request", "waits for approval")
    APPROVED = "approved", pgettext_lazy("clock request", "approved")
    DENIED = "denied", pgettext_lazy("clock request", "not approved")
    LAPSED = "lapsed", pgettext_lazy("clock request", "lapsed")


class RungAct(models.TextChoices):
    """What a rung of the escalation ladder does."""

    REMIND = Act.REMIND.value, Act.REMIND.label
    SUPERVISE = Act.SUPERVISE.value, Act.SUPERVISE.label
    RAISE = Act.RAISE.value, Act.RAISE.label
