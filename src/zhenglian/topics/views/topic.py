"""One topic and the decisions on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.topics.actions import topics as deciding
from zhenglian.topics.actions.merging import merge_topics, split_item, split_topic
from zhenglian.topics.actions.write_article import write_article
from zhenglian.topics.enums import TopicState
from zhenglian.topics.forms import DropForm, MergeForm, WriteForm
from zhenglian.topics.models import Item
from zhenglian.topics.rules import can_take_over, can_work_on
from zhenglian.topics.selectors.topic_page import item_rows, look_alikes, merged_topics, writing_of
from zhenglian.topics.views.acting import staff_of, succeeded, topic_or_404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.topics.models import Topic

TONES = {"proposed": "", "claimed": "wait", "written": "good", "merged": "", "dropped": ""}


@requires(is_signed_in)
@require_safe
def topic_page(request: HttpRequest, topic_id: int) -> HttpResponse:
    topic = topic_or_404(request, topic_id)
    return render(request, "topics/topic_page.html", _context(request, topic))


def _context(request: HttpRequest, topic: Topic) -> dict[str, Any]:  # Any: a template's context
    staff = staff_of(request)
    rows = item_rows(topic)
    works = can_work_on(staff, topic.unit)
    is_free = topic.state != TopicState.CLAIMED or can_take_over(staff, topic)
    writing = writing_of(topic)
    return {
        "header_title": topic.title,
        "header_icon": "pick",
        "breadcrumbs_items": [
            {"url": reverse("topics:topic_pool"), "label": _("Topics")},
            {"url": "", "label": topic.title},
        ],
        "topic": topic,
        "tone": TONES[topic.state],
        "rows": rows,
        "merged": merged_topics(topic),
        "alikes": look_alikes(topic) if topic.is_open else [],
        "writing": writing,
        "may_work": works,
        "may_claim": works and topic.state == TopicState.PROPOSED,
        "may_release": works and topic.state == TopicState.CLAIMED and is_free,
        "may_decide": works and topic.is_open and is_free,
        "may_reopen": works and not topic.is_open and topic.state != TopicState.MERGED and writing is None,
        "write_form": WriteForm(items=[row.item for row in rows]),
        "drop_form": DropForm(),
    }


@requires(is_signed_in)
@require_POST
def topic_claim(request: HttpRequest, topic_id: int) -> HttpResponse:
    act = partial(deciding.claim_topic, topic_or_404(request, topic_id), actor=staff_of(request))
    succeeded(request, act, _("You have claimed this topic."))
    return redirect("topics:topic_page", topic_id)


@requires(is_signed_in)
@require_POST
def topic_release(request: HttpRequest, topic_id: int) -> HttpResponse:
    act = partial(deciding.release_claim, topic_or_404(request, topic_id), actor=staff_of(request))
    succeeded(request, act, _("The topic is back in the pool."))
    return redirect("topics:topic_page", topic_id)


@requires(is_signed_in)
@require_POST
def topic_drop(request: HttpRequest, topic_id: int) -> HttpResponse:
    topic = topic_or_404(request, topic_id)
    form = DropForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["reason"]))
        return redirect("topics:topic_page", topic_id)
    act = partial(deciding.drop_topic, topic, **form.cleaned_data, actor=staff_of(request))
    succeeded(request, act, _("The topic is dropped; its reason is on record."))
    return redirect("topics:topic_page", topic_id)


@requires(is_signed_in)
@require_POST
def topic_reopen(request: HttpRequest, topic_id: int) -> HttpResponse:
    act = partial(deciding.reopen_topic, topic_or_404(request, topic_id), actor=staff_of(request))
    succeeded(request, act, _("The topic is back in the pool."))
    return redirect("topics:topic_page", topic_id)


@requires(is_signed_in)
@require_POST
def topic_merge(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Into the topic that the form names."""
    topic = topic_or_404(request, topic_id)
    form = MergeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose a topic to merge with."))
        return redirect("topics:topic_page", topic_id)
    into = form.cleaned_data["into"]
    act = partial(merge_topics, topic, into, actor=staff_of(request))
    done = succeeded(request, act, _("Merged. It can be separated again at any time."))
    return redirect("topics:topic_page", into.pk if done else topic_id)


@requires(is_signed_in)
@require_POST
def topic_split(request: HttpRequest, topic_id: int) -> HttpResponse:
    topic = topic_or_404(request, topic_id)
    whole = topic.merged_into_id or topic_id
    act = partial(split_topic, topic, actor=staff_of(request))
    succeeded(request, act, _("Separated. It stands in the pool for itself again."))
    return redirect("topics:topic_page", whole)


@requires(is_signed_in)
@require_POST
def item_split(request: HttpRequest, topic_id: int, item_id: int) -> HttpResponse:
    topic = topic_or_404(request, topic_id)
    item = get_object_or_404(Item, pk=item_id, topic=topic)
    act = partial(split_item, item, actor=staff_of(request))
    succeeded(request, act, _("Separated. It stands in the pool for itself again."))
    return redirect("topics:topic_page", topic_id)


@requires(is_signed_in)
@require_POST
def topic_write(request: HttpRequest, topic_id: int) -> HttpResponse:
    """A draft, and on to its page."""
    topic = topic_or_404(request, topic_id)
    form = WriteForm(request.POST, items=[row.item for row in item_rows(topic)])
    if not form.is_valid():
        messages.error(request, _("Please choose the origin, and the source that the article is taken from."))
        return redirect("topics:topic_page", topic_id)
    origin, item = form.cleaned_data["origin"], form.cleaned_data.get("item")
    try:
        article = write_article(topic, actor=staff_of(request), origin=origin, item=item)
    except ZhenglianError as refusal:
        messages.error(request, str(refusal))
        return redirect("topics:topic_page", topic_id)
    messages.success(request, _("The draft is made; its sources are attached."))
    return redirect("newsroom:article_review", article.pk)
