"""The office's own words, names of institutions and titles, kept by administrators."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic

from zhenglian.checks.actions.words import keep_institution, keep_title, keep_word
from zhenglian.checks.models import Institution, LexiconEntry, Title
from zhenglian.checks.rules import can_keep_lists
from zhenglian.checks.word_forms import NameForm, WordForm
from zhenglian.kernel.ruled_views import (
    DecidingCreateView,
    DecidingEditView,
    Person,
    RuledViewSet,
    RulePolicy,
    day_column,
)

WORD_FACTS = ("wrong", "right", "unless", "severity", "reason", "valid_from", "valid_to", "is_active")
NAME_FACTS = ("name", "correct", "note", "valid_from", "valid_to", "is_active")


def may_keep_words(actor: Person) -> bool:
    return can_keep_lists(actor)


def _each(_actor: Person, _row: Any) -> bool:  # Any: a row of the list
    return True


class WordIndexView(generic.IndexView):
    page_title = _("Words of our own")
    default_ordering = ["wrong"]
    columns = [
        TitleColumn("wrong", label=_("wrong"), url_name="checks_words:edit"),
        Column("right", label=_("right")),
        Column("severity", label=_("severity"), accessor="get_severity_display"),
        BooleanColumn("is_active", label=_("in use")),
        Column("reason", label=_("reason")),
    ]


class NewWordView(DecidingCreateView):
    page_title = _("New word")

    def decide(self, values: dict[str, Any]) -> LexiconEntry:  # Any: clean form values
        return keep_word(**values, actor=self.actor)


class WordView(DecidingEditView):
    def initial_values(self) -> dict[str, Any]:
        return {field: getattr(self.object, field) for field in WORD_FACTS}

    def decide(self, values: dict[str, Any]) -> LexiconEntry:
        return keep_word(self.object, **values, actor=self.actor)


class WordViewSet(RuledViewSet):
    model = LexiconEntry
    name = "checks_words"
    url_prefix = "checks/words"
    icon = "list-ul"
    policy = RulePolicy(LexiconEntry, may_enter=may_keep_words, may_change=_each)
    form_classes = (WordForm, WordForm)
    index_view_class = WordIndexView
    add_view_class = NewWordView
    edit_view_class = WordView


def _name_columns(edit_address: str) -> list[Column]:
    return [
        TitleColumn("name", label=_("name"), url_name=edit_address),
        day_column("valid_from", label=_("right from")),
        day_column("valid_to", label=_("right until")),
        Column("correct", label=_("name to use at other times")),
        BooleanColumn("is_active", label=_("in use")),
    ]


class NameView(DecidingEditView):
    def initial_values(self) -> dict[str, Any]:
        return {field: getattr(self.object, field) for field in NAME_FACTS}


class InstitutionIndexView(generic.IndexView):
    page_title = _("Names of institutions")
    default_ordering = ["name"]
    columns = _name_columns("checks_institutions:edit")


class NewInstitutionView(DecidingCreateView):
    page_title = _("New name of an institution")

    def decide(self, values: dict[str, Any]) -> Institution:
        return keep_institution(**values, actor=self.actor)


class InstitutionView(NameView):
    def decide(self, values: dict[str, Any]) -> Institution:
        return keep_institution(self.object, **values, actor=self.actor)


class InstitutionViewSet(RuledViewSet):
    model = Institution
    name = "checks_institutions"
    url_prefix = "checks/institutions"
    icon = "home"
    policy = RulePolicy(Institution, may_enter=may_keep_words, may_change=_each)
    form_classes = (NameForm, NameForm)
    index_view_class = InstitutionIndexView
    add_view_class = NewInstitutionView
    edit_view_class = InstitutionView


class TitleIndexView(generic.IndexView):
    page_title = _("Titles of persons")
    default_ordering = ["name"]
    columns = _name_columns("checks_titles:edit")


class NewTitleView(DecidingCreateView):
    page_title = _("New title of a person")

    def decide(self, values: dict[str, Any]) -> Title:
        return keep_title(**values, actor=self.actor)


class TitleView(NameView):
    def decide(self, values: dict[str, Any]) -> Title:
        return keep_title(self.object, **values, actor=self.actor)


class TitleViewSet(RuledViewSet):
    model = Title
    name = "checks_titles"
    url_prefix = "checks/titles"
    icon = "user"
    policy = RulePolicy(Title, may_enter=may_keep_words, may_change=_each)
    form_classes = (NameForm, NameForm)
    index_view_class = TitleIndexView
    add_view_class = NewTitleView
    edit_view_class = TitleView
