"""The case itself, its numbers by year, and its history that is only appended to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.cases.distances import LonLat, rough_spot
from zhenglian.cases.enums import Act, CaseState, Decider, ReportSource, RequestKind
from zhenglian.kernel.encryption import EncryptedJSONField


class NumberSeries(models.Model):
    """The last number given in a year (Beijing); locked while one is drawn."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}-{self.last:06d}"


class Case(models.Model):
    """`code` is the citizen's secret, `number` what staff and the public say. `unit` owns it at every moment:

    a desk while it waits to be assigned, the lead office while it is handled, the arbiter during arbitration.
    Words and names are encrypted; what the public may read stands masked in `title_public`, `text_public`.
    """

    number = models.CharField(pgettext_lazy("case", "number"), max_length=12, unique=True)
    code = models.CharField(_("receipt code"), max_length=12, unique=True)
    source = models.CharField(_("channel"), max_length=8, choices=ReportSource.choices)
    # The same report sent again has the same key.
    origin_key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    matter = models.ForeignKey("inbox.Matter", models.PROTECT, null=True, related_name="+")
    class_key = models.CharField(pgettext_lazy("case", "class"), max_length=40)  # of the clock's policy
    category_key = models.CharField(
        pgettext_lazy("case", "topic"), max_length=40, blank=True
    )  # "": not known yet
    category_by = models.CharField(max_length=8, choices=Decider.choices, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=CaseState.choices, default=CaseState.RECEIVED)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("office"))
    last_lead = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    moves = models.PositiveSmallIntegerField(_("moves"), default=0)  # of the lead, after the first assignment
    about = models.ManyToManyField("people.Unit", related_name="+")  # whom it complains about
    involved = models.ManyToManyField("people.Unit", related_name="+")  # all that ever had to do with it
    raised_to = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    route_words = models.CharField(max_length=300, blank=True)  # why this office, in one sentence
    suggestions = models.JSONField(default=list)  # [{"category", "probability", "unit", "words"}], at most 2

    text = EncryptedJSONField(default=dict)  # {"title", "text", "place"}
    reporter = EncryptedJSONField(null=True)  # {"name", "phone", "mail"}
    is_anonymous = models.BooleanField(_("name not shown to the public"), default=True)
    is_public = models.BooleanField(_("may be shown to the public"), default=False)
    title_public = models.CharField(max_length=120, blank=True)
    text_public = models.TextField(blank=True)
    is_public_checked = models.BooleanField(default=False)  # the masking was looked at by a person

    lon = models.FloatField(null=True)  # WGS-84, degrees
    lat = models.FloatField(null=True)
    datum_in = models.CharField(max_length=8, blank=True)  # as it came in
    accuracy_m = models.FloatField(null=True)
    county_code = models.CharField(pgettext_lazy("case", "county"), max_length=12, blank=True)
    near_counties = models.JSONField(default=list)  # codes to choose from where the place is not certain
    generation_id = models.CharField(max_length=20, blank=True)  # of the boundaries that were asked

    received_at = models.DateTimeField(_("received"))  # when the citizen wrote
    stored_at = models.DateTimeField()
    routed_at = models.DateTimeField(null=True)  # when the machine last looked for an office
    assigned_at = models.DateTimeField(null=True)  # first
    accepted_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    closed_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)  # once at most
    answer_due_at = models.DateTimeField(_("answer due"), null=True)  # of the clock; None: unknown calendar
    next_due_at = models.DateTimeField(null=True)  # the same while the clock runs, for queues
    changed_at = models.DateTimeField()
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined_cases")
    answer_rating = models.PositiveSmallIntegerField(null=True)  # 1 to 5: were we answered?
    outcome_rating = models.PositiveSmallIntegerField(null=True)  # 1 to 5: is it solved?
    rating_words = EncryptedJSONField(default=str)
    rated_at = models.DateTimeField(null=True)
    rungs = models.JSONField(default=list)  # of the ladder, climbed since the clock last started
    erased_at = models.DateTimeField(null=True)  # words and names are gone; figures stay

    class Meta:
        verbose_name = pgettext_lazy("noun", "case")
        verbose_name_plural = pgettext_lazy("noun", "cases")
        indexes = [
            models.Index(fields=["state", "next_due_at"], name="case_queue"),
            models.Index(fields=["unit", "state"], name="case_of_unit"),
            models.Index(fields=["lat", "lon"], name="case_place"),
            models.Index(fields=["county_code", "category_key"], name="case_area_topic"),
            models.Index(fields=["-received_at"], name="case_latest"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        return str(self.text.get("title", ""))

    @property
    def words(self) -> str:
        return str(self.text.get("text", ""))

    @property
    def place_words(self) -> str:
        return str(self.text.get("place", ""))

    @property
    def position(self) -> LonLat | None:
        """Longitude and latitude, WGS-84."""
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)

    @property
    def public_position(self) -> LonLat | None:
        """The one place that leaves the house, on whatever way: the nearest point of the public grid."""
        return None if self.position is None else rough_spot(self.position)


class Step(models.Model):
    """Appended, never changed: the database refuses it (migration 0002), but for its words.

    `unit` owned the case after the step. `words` {"reason", "public", …}: what the citizen reads is `public`.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    sequence = models.PositiveIntegerField()
    act = models.CharField(max_length=12, choices=Act.choices)
    state_before = models.CharField(max_length=12, choices=CaseState.choices, blank=True)
    state = models.CharField(max_length=12, choices=CaseState.choices)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    words = EncryptedJSONField(null=True)

    class Meta:
        ordering = ["case", "sequence"]
        constraints = [models.UniqueConstraint(fields=["case", "sequence"], name="case_step_in_order")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.sequence} {self.act}"

    @property
    def reason(self) -> str:
        return str((self.words or {}).get("reason", ""))

    @property
    def request_words(self) -> str:
        """What a request that was not approved, or lapsed, had asked for."""
        kind = (self.words or {}).get("request")
        return str(RequestKind(kind).label) if kind else ""
