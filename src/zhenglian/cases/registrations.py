"""Where cases make themselves known: to the inbox, to routing, to the clocks, to reviews."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.audit.api import register_scope
from zhenglian.cases import receivers  # noqa: F401  connects them
from zhenglian.cases.actions.erasing import erase_of_matters, erase_old
from zhenglian.cases.actions.from_inbox import can_take, take_matter
from zhenglian.cases.case_record import told_of_matters
from zhenglian.cases.enums import SUBJECT_KIND
from zhenglian.cases.reviewed_answers import ANSWERS
from zhenglian.cases.scope import answers_recorded_for, recorded_for
from zhenglian.cases.selectors.cases import address_of_code
from zhenglian.cases.selectors.desk_case import case_address
from zhenglian.cases.selectors.questions import questions_between
from zhenglian.cases.selectors.retention import due_cases, matters_under_way
from zhenglian.inbox.api import Handler, Keeper, register_handler
from zhenglian.kernel.receipts import register_codes
from zhenglian.routing.api import QuestionSource, register_source

register_codes("cases", address_of_code)
register_handler(Handler("cases", _("Hand on as a case"), can_take, take_matter, case_address))
register_source(QuestionSource("cases", pgettext_lazy("app", "Cases"), questions_between))
ANSWERS.register()
Keeper(
    key="cases",
    label=pgettext_lazy("app", "Cases"),
    due=due_cases,
    erase=erase_old,
    erase_of=erase_of_matters,
    held=matters_under_way,
    told_of=told_of_matters,
).register()
register_scope(SUBJECT_KIND, recorded_for)
register_scope("cases.answer", answers_recorded_for)
