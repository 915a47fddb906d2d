"""What the pages ask: a rule, opening hours, what a citizen might say, a note, a menu button."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.accounts.enums import Platform
from zhenglian.autoreplies.buttons import NEEDED, VALUES, Button
from zhenglian.autoreplies.enums import WEIBO_BUTTONS, WORDLESS, ButtonType, ReplyKind, Trigger, When
from zhenglian.autoreplies.errors import HoursUnclear
from zhenglian.autoreplies.hours import Hours, Period, read_periods, spoken_periods
from zhenglian.autoreplies.limits import MOST_ARTICLES
from zhenglian.autoreplies.sheet import Article, Rule

SAID_KINDS = [
    ("text", _("writes a message")),
    ("click", _("clicks a menu button")),
    ("subscribe", _("follows the account")),
    ("scan", _("scans a QR code")),
    ("image", _("sends a picture")),
    ("voice", _("sends a voice message")),
    ("location", _("sends a location")),
]
ARTICLE_FIELDS = {
    "title": _("Title"),
    "description": _("Description"),
    "picture": _("Address of the picture"),
    "url": _("Address of the page"),
}
NOT_OFFERED = {Platform.WEIBO: (ReplyKind.IMAGE, ReplyKind.TRANSFER)}


class SeenForm(forms.Form):
    """`seen`: the `edit` of the draft that the page showed; 0 when there was none."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class RuleForm(SeenForm):
    name = forms.CharField(
        label=_("Name of the rule"), max_length=40, help_text=_("For colleagues; citizens do not see it.")
    )
    trigger = forms.ChoiceField(label=_("It answers when"), choices=Trigger.choices)
    words = forms.CharField(
        label=_("Words, pattern, menu key or scene"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One a line. Upper and lower case, full and half width are the same. A pattern knows . [ ] ( | )"
            " ? {0,10} ^ $ \\d, for example 停水.{0,10}通知."
        ),
    )
    when = forms.ChoiceField(label=_("It applies"), choices=When.choices)
    kind = forms.ChoiceField(label=_("What is answered"), choices=ReplyKind.choices)
    text = forms.CharField(
        label=_("Text of the answer"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("{report} becomes the address of the report page. Who sends a location finds it there."),
    )
    media_id = forms.CharField(
        label=_("Media id of the picture"),
        required=False,
        max_length=200,
        help_text=_("Of a picture in the account's material library on the platform."),
    )
    to_person = forms.BooleanField(
        label=_("A person looks as well"),
        required=False,
        help_text=_("The message becomes a matter of the inbox, whatever is answered at once."),
    )

    def __init__(
        self, *args: Any, platform: str, keys: dict[str, str], **kwargs: Any
    ) -> None:  # Any: Django's
        super().__init__(*args, **kwargs)
        self.keys = keys
        kept = NOT_OFFERED.get(Platform(platform), ())
        _choice(self, "kind").choices = [pair for pair in ReplyKind.choices if pair[0] not in kept]
        if ReplyKind.IMAGE in kept:
            del self.fields["media_id"]
        for number in range(MOST_ARTICLES):
            for name, label in ARTICLE_FIELDS.items():
                field = forms.CharField(label=label, required=False, max_length=1100)
                self.fields[f"{name}_{number}"] = field

    def article_rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{number}"] for name in ARTICLE_FIELDS] for number in range(MOST_ARTICLES)]

    def rule(self, number: int) -> Rule:
        """Of the clean values: only what the chosen trigger and answer use."""
        values = self.cleaned_data
        trigger, kind = Trigger(values["trigger"]), ReplyKind(values["kind"])
        has_words = trigger not in WORDLESS
        words = dict.fromkeys(line.strip() for line in values["words"].splitlines() if line.strip())
        return Rule(
            number=number,
            name=values["name"],
            trigger=trigger,
            words=tuple(words) if has_words else (),
            when=When(values["when"]),
            kind=kind,
            text=values["text"].replace("\r\n", "\n") if kind == ReplyKind.TEXT else "",
            media_id=values.get("media_id", "") if kind == ReplyKind.IMAGE else "",
            articles=self._articles() if kind == ReplyKind.NEWS else (),
            to_person=values["to_person"],
        )

    def _articles(self) -> tuple[Article, ...]:
        rows = [
            {name: self.cleaned_data[f"{name}_{number}"] for name in ARTICLE_FIELDS}
            for number in range(MOST_ARTICLES)
        ]
        return tuple(Article(**row) for row in rows if any(row.values()))


def rule_values(rule: Rule) -> dict[str, Any]:  # Any: of several types
    """What the form shows of a rule at first."""
    values: dict[str, Any] = {
        "name": rule.name,
        "trigger": rule.trigger,
        "words": "\n".join(rule.words),
        "when": rule.when,
        "kind": rule.kind,
        "text": rule.text,
        "media_id": rule.media_id,
        "to_person": rule.to_person,
    }
    for number, article in enumerate(rule.articles[:MOST_ARTICLES]):
        values |= {f"{name}_{number}": getattr(article, name) for name in ARTICLE_FIELDS}
    return values


class HoursForm(SeenForm):
    worked = forms.CharField(
        label=_("On working days"),
        required=False,
        max_length=100,
        help_text=_("As 9:00-12:00, 14:00-17:30. Empty: closed. Make-up working days count as working days."),
    )
    rest = forms.CharField(
        label=_("Rest days and holidays"), required=False, max_length=100, help_text=_("Empty: closed.")
    )

    def clean_worked(self) -> tuple[Period, ...]:
        return self._periods("worked")

    def clean_rest(self) -> tuple[Period, ...]:
        return self._periods("rest")

    def hours(self) -> Hours:
        return Hours(self.cleaned_data["worked"], self.cleaned_data["rest"])

    def _periods(self, name: str) -> tuple[Period, ...]:
        try:
            return read_periods(self.cleaned_data[name])
        except HoursUnclear as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def hours_values(hours: Hours) -> dict[str, str]:
    return {"worked": spoken_periods(hours.worked), "rest": spoken_periods(hours.rest)}


class SaidForm(forms.Form):
    """Of the preview's address: every part may be missing."""

    kind = forms.ChoiceField(label=_("A citizen"), choices=SAID_KINDS, required=False)
    text = forms.CharField(
        label=_("What the message says"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    key = forms.CharField(label=_("Menu key or scene of the QR code"), required=False, max_length=128)
    at = forms.DateTimeField(
        label=_("When (Beijing time)"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
    of = forms.ChoiceField(
        label=_("Version"), choices=[("draft", _("draft")), ("live", _("in use"))], required=False
    )


class PublishForm(SeenForm):
    note = forms.CharField(label=_("What is new (for colleagues)"), max_length=200, required=False)


class ButtonForm(SeenForm):
    """One button; of a parent only the name counts."""

    name = forms.CharField(label=_("Name of the button"), max_length=60)
    type = forms.ChoiceField(label=_("What it does"), required=False)
    key = forms.CharField(
        label=_("Key"),
        max_length=128,
        required=False,
        help_text=_("What a rule of the kind “a menu button is clicked” waits for."),
    )
    url = forms.CharField(
        label=_("Address of the page"),
        max_length=1100,
        required=False,
        help_text=_("With a mini-program: the page for old versions of WeChat."),
    )
    appid = forms.CharField(label=_("AppID of the mini-program"), max_length=40, required=False)
    pagepath = forms.CharField(label=_("Page of the mini-program"), max_length=200, required=False)
    media_id = forms.CharField(label=_("Media id of the material"), max_length=128, required=False)
    article_id = forms.CharField(label=_("Id of the published article"), max_length=128, required=False)

    def __init__(
        self,
        *args: Any,  # Any: Django's own
        platform: str,
        is_top: bool,
        is_parent: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_parent:
            for name in ("type", *VALUES):
                self.fields.pop(name, None)
            return
        known = WEIBO_BUTTONS if platform == Platform.WEIBO else tuple(ButtonType)
        opens = [("", _("Open buttons below it"))] if is_top else []
        _choice(self, "type").choices = [*opens, *((str(each), each.label) for each in known)]
        _choice(self, "type").required = not is_top
        if platform == Platform.WEIBO:
            for name in ("appid", "pagepath", "media_id", "article_id"):
                del self.fields[name]
            self.fields["url"].help_text = ""

    def button(self) -> Button:
        values = self.cleaned_data
        kind = values.get("type", "")
        wanted = {key: values[key].strip() for key in NEEDED.get(kind, ()) if values.get(key)}
        return {"name": values["name"].strip(), **({"type": kind, **wanted} if kind else {})}


def _choice(form: forms.Form, name: str) -> Any:  # Any: typed fields know no `choices`
    return form.fields[name]
