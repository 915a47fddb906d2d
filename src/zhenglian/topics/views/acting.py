"""How the views of topics call an action: a refusal becomes a message, strangers' rows are not found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404

from zhenglian.kernel.errors import ZhenglianError
from zhenglian.topics.selectors.pool import visible_topics
from zhenglian.topics.selectors.sources import visible_sources

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.people.api import Staff
    from zhenglian.topics.models import Source, Topic

LARGEST_ID = 2**63 - 1  # what a database can look for


def staff_of(request: HttpRequest) -> Staff:
    """The log-in model is Staff; guarded views have nobody else."""
    return cast("Staff", request.user)


def topic_or_404(request: HttpRequest, topic_id: int) -> Topic:
    if topic_id > LARGEST_ID:
        raise Http404
    return get_object_or_404(visible_topics(staff_of(request)), pk=topic_id)


def source_or_404(request: HttpRequest, source_id: int) -> Source:
    if source_id > LARGEST_ID:
        raise Http404
    return get_object_or_404(visible_sources(staff_of(request)), pk=source_id)


def succeeded(request: HttpRequest, act: Callable[[], Any], done: str) -> bool:  # Any: not used
    """Runs the action and tells the person how it went."""
    try:
        act()
    except ZhenglianError as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, done)
    return True
