"""Link rules and reprint sources, kept by administrators; and how linked addresses answered, read only."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from zhenglian.checks.actions.lists import keep_link_rule, keep_reprint_source
from zhenglian.checks.forms import LinkRuleForm, ReprintSourceForm
from zhenglian.checks.models import LinkRule, LinkState, ReprintSource
from zhenglian.checks.rules import can_keep_lists
from zhenglian.kernel.kept_rows import KeptViewSet
from zhenglian.kernel.ruled_views import Person, RuledViewSet, RulePolicy, day_column, moment_column
from zhenglian.people.api import has_role
from zhenglian.people.enums import REVIEWERS, Role


def may_keep(actor: Person) -> bool:
    return can_keep_lists(actor)


def _dates() -> list[Column]:
    return [day_column("valid_from", label=_("valid from")), day_column("valid_to", label=_("valid to"))]


class LinkRuleIndexView(generic.IndexView):
    page_title = _("Link rules")
    default_ordering = ["kind", "value"]
    columns = [
        TitleColumn("value", label=_("value"), url_name="checks_link_rules:edit"),
        Column("kind", label=_("what it is"), accessor="get_kind_display"),
        *_dates(),
        Column("note", label=_("note")),
    ]


class LinkRuleViewSet(KeptViewSet):
    model = LinkRule
    name = "checks_link_rules"
    url_prefix = "checks/link-rules"
    icon = "link"
    policy = RulePolicy(LinkRule, may_enter=may_keep)
    form_classes = (LinkRuleForm, LinkRuleForm)
    index_view_class = LinkRuleIndexView
    keep = staticmethod(keep_link_rule)
    facts = ("kind", "value", "note", "valid_from", "valid_to")
    new_title = _("New link rule")


class SourceIndexView(generic.IndexView):
    page_title = _("Reprint sources")
    default_ordering = ["name", "host"]
    columns = [
        TitleColumn("name", label=_("name"), url_name="checks_sources:edit", accessor=str),
        Column("host", label=_("host")),
        *_dates(),
        Column("note", label=_("note")),
    ]


class SourceViewSet(KeptViewSet):
    model = ReprintSource
    name = "checks_sources"
    url_prefix = "checks/reprint-sources"
    icon = "site"
    policy = RulePolicy(ReprintSource, may_enter=may_keep)
    form_classes = (ReprintSourceForm, ReprintSourceForm)
    index_view_class = SourceIndexView
    keep = staticmethod(keep_reprint_source)
    facts = ("name", "host", "note", "valid_from", "valid_to")
    new_title = _("New reprint source")


def may_read_links(actor: Person) -> bool:
    """Whoever writes, reviews or keeps the lists."""
    return can_keep_lists(actor) or any(has_role(actor, role) for role in (Role.EDITOR, *REVIEWERS))


class ReadOnlyPolicy(RulePolicy):
    """A machine writes these rows."""

    def user_has_permission(self, user: Person, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


def _answer(state: LinkState) -> str:
    return str(state.status or state.trouble or "")


class LinkStateIndexView(generic.IndexView):
    """Troubled addresses first."""

    page_title = _("Linked addresses")
    default_ordering = ["-failures", "url"]
    columns = [
        Column("url", label=_("linked address")),
        Column("answer", label=_("last answer"), accessor=_answer),
        Column("failures", label=_("bad answers in a row")),
        moment_column("checked_at", label=_("last asked")),
        moment_column("due_at", label=_("asked again")),
    ]

    def get_base_queryset(self) -> QuerySet[LinkState]:
        asked = Q(checked_at__isnull=False)
        return LinkState.objects.filter(asked).order_by("-failures", "url")


class LinkStateViewSet(RuledViewSet):
    model = LinkState
    name = "checks_links"
    url_prefix = "checks/links"
    icon = "link"
    policy = ReadOnlyPolicy(LinkState, may_enter=may_read_links)
    form_classes = (LinkRuleForm, LinkRuleForm)
    index_view_class = LinkStateIndexView

    def get_urlpatterns(self) -> list[Any]:
        return super().get_urlpatterns()[:2]  # the list and its results; nothing to add or change
