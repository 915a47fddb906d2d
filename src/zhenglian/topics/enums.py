"""Kinds of sources, outcomes of a reading, states of a topic, and why an item stands where it stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    FEED = "feed", _("feed (RSS, Atom, JSON Feed)")
    SITEMAP = "sitemap", _("sitemap")
    PAGE = "page", _("web page with a list")


class Outcome(models.TextChoices):
    """What the last reading came to; the words of a refusal stand beside it."""

    NEVER = "never", _("not read yet")
    READ = "read", _("read")
    UNCHANGED = "unchanged", _("unchanged since the last reading")
    REFUSED = "refused", _("not read")


class TopicState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    CLAIMED = "claimed", _("claimed")
    WRITTEN = "written", _("written")
    MERGED = "merged", _("merged")
    DROPPED = "dropped", _("dropped")


OPEN_STATES = (TopicState.PROPOSED, TopicState.CLAIMED)


class Joined(models.TextChoices):
    """Why an item belongs to its topic; shown to the editor, who may undo it."""

    FIRST = "first", _("opened the topic")
    LINK = "link", _("same address")
    TITLE = "title", _("similar title")
    SPLIT = "split", _("taken out by hand")
