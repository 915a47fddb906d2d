"""Where cases make themselves known: to the inbox, to routing, to the clocks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.cases import receivers  # noqa: F401  connects them
from zhenglian.cases.actions.from_inbox import can_take, take_matter
from zhenglian.cases.selectors.questions import questions_between
from zhenglian.inbox.api import Handler, register_handler
from zhenglian.routing.api import QuestionSource, register_source

register_handler(Handler("cases", _("Hand on as a case"), can_take, take_matter))
register_source(QuestionSource("cases", pgettext_lazy("app", "Cases"), questions_between))
