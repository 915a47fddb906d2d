"""The office's own words, names of institutions and titles, kept by administrators."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic

from zhenglian.checks.actions.words import keep_institution, keep_title, keep_word
from zhenglian.checks.models import Institution, LexiconEntry, Title
from zhenglian.checks.rules import can_keep_lists
from zhenglian.checks.word_forms import NameForm, WordForm
from zhenglian.kernel.kept_rows import KeptViewSet
from zhenglian.kernel.ruled_views import Person, RulePolicy, day_column

WORD_FACTS = ("wrong", "right", "unless", "severity", "reason", "valid_from", "valid_to", "is_active")
NAME_FACTS = ("name", "correct", "note", "valid_from", "valid_to", "is_active")


def may_keep_words(actor: Person) -> bool:
    return can_keep_lists(actor)


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


class WordViewSet(KeptViewSet):
    model = LexiconEntry
    name = "checks_words"
    url_prefix = "checks/words"
    icon = "list-ul"
    policy = RulePolicy(LexiconEntry, may_enter=may_keep_words)
    form_classes = (WordForm, WordForm)
    index_view_class = WordIndexView
    keep = staticmethod(keep_word)
    facts = WORD_FACTS
    new_title = _("New word")


def _name_columns(edit_address: str) -> list[Column]:
    return [
        TitleColumn("name", label=_("name"), url_name=edit_address),
        day_column("valid_from", label=_("right from")),
        day_column("valid_to", label=_("right until")),
        Column("correct", label=_("name to use at other times")),
        BooleanColumn("is_active", label=_("in use")),
    ]


class InstitutionIndexView(generic.IndexView):
    page_title = _("Names of institutions")
    default_ordering = ["name"]
    columns = _name_columns("checks_institutions:edit")


class InstitutionViewSet(KeptViewSet):
    model = Institution
    name = "checks_institutions"
    url_prefix = "checks/institutions"
    icon = "home"
    policy = RulePolicy(Institution, may_enter=may_keep_words)
    form_classes = (NameForm, NameForm)
    index_view_class = InstitutionIndexView
    keep = staticmethod(keep_institution)
    facts = NAME_FACTS
    new_title = _("New name of an institution")


class TitleIndexView(generic.IndexView):
    page_title = _("Titles of persons")
    default_ordering = ["name"]
    columns = _name_columns("checks_titles:edit")


class TitleViewSet(KeptViewSet):
    model = Title
    name = "checks_titles"
    url_prefix = "checks/titles"
    icon = "user"
    policy = RulePolicy(Title, may_enter=may_keep_words)
    form_classes = (NameForm, NameForm)
    index_view_class = TitleIndexView
    keep = staticmethod(keep_title)
    facts = NAME_FACTS
    new_title = _("New title of a person")
