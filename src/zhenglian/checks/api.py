"""The front door of checks: what is wrong with a text before anybody reviews it."""

from __future__ import annotations

from zhenglian.checks.actions.counts import count_findings, count_override
from zhenglian.checks.actions.links import watch_links
from zhenglian.checks.actions.overrides import keep_override
from zhenglian.checks.engine.vocabulary import keep_vocabulary
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.links import Link, LinkDemands, check_links
from zhenglian.checks.models import Override
from zhenglian.checks.passages import Passage
from zhenglian.checks.personal.detection import mask, personal_data
from zhenglian.checks.personal.spans import Span
from zhenglian.checks.programs import check_programs
from zhenglian.checks.selectors.findings import check_passages
from zhenglian.checks.selectors.lexicon import lexicon_size, lexicon_version
from zhenglian.checks.selectors.links import link_answers, link_rules, source_list
from zhenglian.checks.selectors.overrides import check_counts, overrides_of
from zhenglian.checks.sentences import sentence_around
from zhenglian.checks.sources import SourceList, check_source

__all__ = [
    "CheckFinding",
    "Link",
    "LinkDemands",
    "Override",
    "Passage",
    "SourceList",
    "Span",
    "check_counts",
    "check_links",
    "check_passages",
    "check_programs",
    "check_source",
    "count_findings",
    "count_override",
    "keep_override",
    "keep_vocabulary",
    "lexicon_size",
    "lexicon_version",
    "link_answers",
    "link_rules",
    "mask",
    "overrides_of",
    "personal_data",
    "sentence_around",
    "source_list",
    "watch_links",
]
