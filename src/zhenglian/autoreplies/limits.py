"""What the platforms take as an automatic answer (wechat.md 1.5, weibo.md 5.3), said first. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from zhenglian.accounts.enums import Platform
from zhenglian.autoreplies.enums import REPORT_PAGE, WORD_TRIGGERS, WORDLESS, ReplyKind, Trigger, When
from zhenglian.autoreplies.errors import PatternRefused
from zhenglian.autoreplies.patterns import read_pattern
from zhenglian.autoreplies.sheet import Article, Rule, Sheet

WECHAT_TEXT = 2048  # bytes
WEIBO_TEXT = 299  # characters: fewer than 300
MOST_ARTICLES = 8
LONGEST_WORD, MOST_WORDS, MOST_RULES = 50, 100, 500
LONGEST_KEY, LONGEST_SCENE, LONGEST_URL, LONGEST_MEDIA_ID = 128, 64, 1024, 128
LONGEST_TITLE, LONGEST_DESCRIPTION = 64, 120
LONG_ADDRESS = "x" * 120  # of the report page with a position
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def complaints_about(sheet: Sheet, platform: str) -> list[str]:
    """What keeps this version from being published; each names its rule."""
    found = [
        _("“%(name)s”: %(what)s") % {"name": rule.name, "what": what}
        for rule in sheet.rules
        for what in rule_complaints(rule, platform)
    ]
    if len(sheet.rules) > MOST_RULES:
        found.append(_("There are more than %(limit)d rules.") % {"limit": MOST_RULES})
    if sheet.hours.is_empty and any(rule.when != When.ALWAYS for rule in sheet.rules):
        found.append(_("Some rules hang on opening hours, but none are set."))
    return found


def rule_complaints(rule: Rule, platform: str) -> list[str]:
    """Sentences with what to change; empty when the platform would take it."""
    return [*_word_complaints(rule), *_reply_complaints(rule, platform)]


def _word_complaints(rule: Rule) -> list[str]:
    if rule.trigger in WORDLESS:
        return []
    if not rule.words and rule.trigger != Trigger.SCAN:
        return [_("Please say which words, pattern or menu key it waits for.")]
    if rule.trigger == Trigger.PATTERN:
        return _pattern_complaints(rule)
    longest = LONGEST_WORD if rule.trigger in WORD_TRIGGERS else LONGEST_KEY
    found = [
        _("“%(word)s” is longer than %(limit)d characters.") % {"word": f"{word[:20]}…", "limit": longest}
        for word in rule.words
        if len(word) > longest
    ]
    if len(rule.words) > MOST_WORDS:
        found.append(_("There are more than %(limit)d words.") % {"limit": MOST_WORDS})
    return found


def _pattern_complaints(rule: Rule) -> list[str]:
    if len(rule.words) > 1:
        return [_("A rule has one pattern. Write several as (A|B), or make several rules.")]
    try:
        read_pattern(rule.words[0])
    except PatternRefused as refusal:
        return [str(refusal)]
    return []


def _reply_complaints(rule: Rule, platform: str) -> list[str]:
    if rule.kind == ReplyKind.TEXT:
        return text_complaints(rule.text, platform)
    if rule.kind == ReplyKind.IMAGE:
        return _image_complaints(rule, platform)
    if rule.kind == ReplyKind.NEWS:
        return _news_complaints(rule, platform)
    if rule.kind == ReplyKind.TRANSFER and platform != Platform.WECHAT:
        return [
            _("Only WeChat has a service desk of its own. Choose “no automatic answer” and “a person looks”.")
        ]
    return []


def text_complaints(text: str, platform: str) -> list[str]:
    """WeChat counts bytes (a Chinese character has three), Weibo characters."""
    if not text.strip():
        return [_("Please write the answer.")]
    if UNSEEN.search(text):
        return [_("The answer contains characters that cannot be sent. Please type it anew.")]
    text = text.replace(REPORT_PAGE, LONG_ADDRESS)
    size = len(text.encode())
    if platform == Platform.WECHAT and size > WECHAT_TEXT:
        return [
            _("The answer has %(size)d bytes, WeChat takes %(limit)d: %(characters)d Chinese characters.")
            % {"size": size, "limit": WECHAT_TEXT, "characters": WECHAT_TEXT // 3}
        ]
    if platform == Platform.WEIBO and len(text) > WEIBO_TEXT:
        return [_("The answer has %(size)d characters, Weibo takes fewer than 300.") % {"size": len(text)}]
    return []


def _image_complaints(rule: Rule, platform: str) -> list[str]:
    if platform != Platform.WECHAT:
        return [_("Weibo answers with text or articles only, not with a picture alone.")]
    if not rule.media_id:
        return [_("Please give the picture's media id.")]
    if len(rule.media_id) > LONGEST_MEDIA_ID or not rule.media_id.isascii() or " " in rule.media_id:
        return [_("This is not a media id.")]
    return []


def most_articles(trigger: Trigger, platform: str) -> int:
    """WeChat answers a message with one article, an event with up to eight (wechat.md 1.5)."""
    is_message = trigger in (*WORD_TRIGGERS, Trigger.LOCATION, Trigger.DEFAULT)
    return 1 if platform == Platform.WECHAT and is_message else MOST_ARTICLES


def _news_complaints(rule: Rule, platform: str) -> list[str]:
    most = most_articles(rule.trigger, platform)
    if not rule.articles:
        return [_("Please give at least one article.")]
    found = [what for article in rule.articles for what in _article_complaints(article)]
    if len(rule.articles) > most:
        found.insert(
            0,
            _("WeChat answers a message with one article; several are for clicks, following and scanning.")
            if most == 1
            else _("At most %(limit)d articles can be sent.") % {"limit": most},
        )
    return found


def _article_complaints(article: Article) -> list[str]:
    found = []
    if not article.title.strip():
        found.append(_("Every article needs a title."))
    if len(article.title) > LONGEST_TITLE or len(article.description) > LONGEST_DESCRIPTION:
        found.append(
            _("Titles take %(title)d characters, descriptions %(description)d.")
            % {"title": LONGEST_TITLE, "description": LONGEST_DESCRIPTION}
        )
    if not is_address(article.url):
        found.append(_("Every article needs the address of a page, beginning with https://."))
    if article.picture and not is_address(article.picture):
        found.append(_("The picture's address must begin with https://."))
    return found


def is_address(text: str) -> bool:
    """An absolute address of the web that a phone can open."""
    if len(text.encode()) > LONGEST_URL or UNSEEN.search(text) or any(sign.isspace() for sign in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
