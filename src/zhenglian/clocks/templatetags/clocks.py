"""`{% load clocks %} {{ matter.answer_due_at|due }}`: in words, midnight as 24:00 of the day before.

`{{ policy.terms|terms }}` says in one sentence or more what the terms ask for.
"""

from __future__ import annotations

from django import template

from zhenglian.clocks.sheets import sentence
from zhenglian.clocks.wording import due_words

register = template.Library()
register.filter("due", due_words)
register.filter("terms", sentence)
