"""What the calendar's pages ask: which span, a plan, a move, a reason, a promise, the slots of a week."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zhenglian.accounts.api import Account, active_accounts
from zhenglian.kernel.ruled_views import ActorForm
from zhenglian.newsroom.api import ArticlePage
from zhenglian.people.api import Staff, Unit, units_of
from zhenglian.planning.enums import Promise
from zhenglian.planning.models import LONGEST_PROMISE, Plan
from zhenglian.planning.rules import PLANNERS, plannable_accounts
from zhenglian.topics.api import Topic, visible_topics
from zhenglian.topics.enums import OPEN_STATES

RECENT = 60
LONGEST_ID = 18  # digits
FIRST_PROMISED, LAST_PROMISED = date(2000, 1, 1), date(2099, 12, 31)  # reckoning goes beyond on either side
VIEWS = [("week", _("Week")), ("month", _("Month"))]


def day_field(**kwargs: Any) -> forms.DateField:  # Any: Django's own
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class SpanForm(forms.Form):
    """Of the address: every part may be missing."""

    view = forms.ChoiceField(choices=VIEWS, required=False)
    day = day_field(required=False)
    account = forms.ModelChoiceField(
        Account.objects.none(), required=False, label=_("Account"), empty_label=_("all accounts")
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), required=False, label=_("unit"), empty_label=_("all units")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        shown = active_accounts().order_by("platform", "name", "pk")
        _choice(self, "account").queryset = shown
        _choice(self, "unit").queryset = Unit.objects.filter(accounts__in=shown).distinct().order_by("path")


class PlanForm(ActorForm):
    """One idea. `seen` is the version that a change rests on."""

    day = day_field(label=_("planned day"))
    at_time = forms.TimeField(
        label=_("time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("May stay empty."),
    )
    title = forms.CharField(
        label=_("what it is about"),
        max_length=120,
        required=False,
        help_text=_("Empty: the title of the article or topic, or still open."),
    )
    article = forms.ModelChoiceField(
        ArticlePage.objects.none(), label=_("article"), required=False, empty_label=_("none yet")
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(), label=_("topic"), required=False, empty_label=_("none yet")
    )
    owner = forms.ModelChoiceField(
        Staff.objects.none(), label=_("responsible"), required=False, empty_label=_("nobody yet")
    )
    note = forms.CharField(
        label=_("note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        units = units_of(self.actor, PLANNERS)
        self.offer("article", _recent_articles(units, _key(self.initial.get("article"))))
        self.offer("topic", _recent_topics(self.actor, self.initial.get("topic")))
        people = Q(postings__unit__in=units, postings__role__in=PLANNERS) | Q(pk=self.actor.pk)
        people |= Q(pk=_key(self.initial.get("owner")))  # whoever it is now stays a choice
        found = Staff.objects.filter(people, is_active=True).distinct()
        self.offer("owner", found.order_by("display_name", "pk"))


class NewPlanForm(PlanForm):
    accounts = forms.ModelMultipleChoiceField(
        Account.objects.none(), label=_("accounts"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("accounts", "day", "at_time", "title")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        mine = plannable_accounts(self.actor)
        self.offer("accounts", active_accounts().filter(pk__in=mine).order_by("platform", "name", "pk"))


class ChangePlanForm(PlanForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(forms.Form):
    day = day_field(label=_("planned day"))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class DropForm(forms.Form):
    reason = forms.CharField(label=_("reason"), max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class CadenceForm(forms.Form):
    promise = forms.ChoiceField(
        label=_("promise"),
        choices=[("", _("none: only the 14 days of the inspection")), *Promise.choices],
        required=False,
    )
    days = forms.IntegerField(
        label=_("days at most"),
        min_value=1,
        max_value=LONGEST_PROMISE,
        required=False,
        help_text=_("Counts for “at least every so many days” only."),
    )
    since = day_field(
        label=_("since"), validators=[MinValueValidator(FIRST_PROMISED), MaxValueValidator(LAST_PROMISED)]
    )


class WeekForm(forms.Form):
    """Slots as `account:day`, of the suggestions that were ticked."""

    slots = forms.MultipleChoiceField(required=False)
    title = forms.CharField(label=_("what it is about"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("slots") if hasattr(self.data, "getlist") else []
        choices: Any = self.fields["slots"]
        choices.choices = [(value, value) for value in sent if _slot(value)]

    def chosen(self) -> list[tuple[int, date]]:
        return [slot for slot in map(_slot, self.cleaned_data["slots"]) if slot]


def plan_values(plan: Plan) -> dict[str, Any]:  # Any: columns of several types
    """What the form shows of a plan at first."""
    names = ("day", "at_time", "title", "article", "topic", "owner", "note")
    return {**{name: getattr(plan, name) for name in names}, "seen": plan.version}


def _slot(value: str) -> tuple[int, date] | None:
    account, _colon, day = value.partition(":")
    try:
        return int(account), date.fromisoformat(day)
    except ValueError:
        return None


def _key(value: Any) -> int:  # Any: an object, a number, or what an address says
    """Its primary key; 0 when it cannot have one."""
    text = str(getattr(value, "pk", value))
    return int(text) if text.isdecimal() and len(text) <= LONGEST_ID else 0


def _recent_articles(units: QuerySet[Unit], article_id: int) -> QuerySet[ArticlePage]:
    mine = ArticlePage.objects.filter(unit__in=units).order_by("-latest_revision_created_at")
    recent = list(mine.values_list("pk", flat=True)[:RECENT])
    wanted = Q(pk__in=recent) | Q(pk=article_id)
    return ArticlePage.objects.filter(wanted).order_by("-latest_revision_created_at")


def _recent_topics(actor: Staff, topic: Any) -> QuerySet[Topic]:  # Any: as `_key` takes it
    """What an address names must be visible to the person; what the plan has already stays a choice."""
    topic_id, kept_id = _key(topic), topic.pk if isinstance(topic, Topic) else 0
    recent = visible_topics(actor).filter(state__in=OPEN_STATES).order_by("-seen_at", "-pk")
    wanted = Q(pk__in=list(recent.values_list("pk", flat=True)[:RECENT])) | Q(pk=topic_id)
    seen = Q(pk__in=visible_topics(actor).values("pk")) | Q(pk=kept_id)
    return Topic.objects.filter(wanted, seen).order_by("-seen_at", "-pk")


def _choice(form: forms.Form, name: str) -> Any:  # Any: typed fields know no `queryset`
    return form.fields[name]
