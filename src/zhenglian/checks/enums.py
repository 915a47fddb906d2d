"""How grave a finding is, what it is about, and which personal data are known."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Severity(models.TextChoices):
    BLOCK = "block", _("must be mended or overridden")
    WARN = "warn", _("please look")


class CheckCode(models.TextChoices):
    """What the engine finds. The codes about links, pictures and sources are the newsroom's own."""

    TYPO = "typo", _("wrong word")
    OFFICE_WORD = "office_word", _("wrong word by the office's list")
    PROTECTED_NAME = "protected_name", _("protected name or phrase misspelt")
    OUTDATED_NAME = "outdated_name", _("name of an institution not of this time")
    OUTDATED_TITLE = "outdated_title", _("title of a person not of this time")
    PERSONAL_DATA = "personal_data", _("personal data")
    DOUBTFUL_NUMBER = "doubtful_number", _("identity number with a wrong check digit")
    LOOK_ALIKE = "look_alike", _("character that only looks right")
    INVISIBLE = "invisible", _("invisible character")
    WIDTH = "width", _("full and half width mixed")
    TRADITIONAL = "traditional", _("traditional character")
    PUNCTUATION = "punctuation", _("punctuation")
    DOCUMENT_NUMBER = "document_number", _("document number")
    WEEKDAY = "weekday", _("date and weekday disagree")


class PersonalKind(models.TextChoices):
    IDENTITY_NUMBER = "id_number", _("identity number")
    MOBILE = "mobile", _("mobile number")
    LANDLINE = "landline", _("landline number")
    BANK_CARD = "bank_card", _("bank card number")
    ADDRESS = "address", _("home address")
    PLATE = "plate", _("vehicle plate")
    PASSPORT = "passport", _("passport number")


class LinkRuleKind(models.TextChoices):
    """What the value of a LinkRule is: a host with all below it, a parameter's name, an id, a word."""

    OWN = "own", _("host that we may always link to")
    SHOP = "shop", _("host of a shop or of advertising")
    SHORT = "short", _("host of shortened addresses")
    TRACKING = "tracking", _("parameter that tracks readers")
    PROGRAM = "program", _("commercial mini-program (its AppID or name)")
    WORD = "word", _("word of advertising")


class Outcome(models.TextChoices):
    """What became of a finding that was counted."""

    OPEN = "open", _("still open")
    MENDED = "mended", pgettext_lazy("finding", "mended")
    OVERRIDDEN = "overridden", _("let pass")


class LinkCode(models.TextChoices):
    """Findings about links and sources; those about words are `CheckCode`."""

    DEAD = "link_dead", _("dead link")
    UNREACHABLE = "link_unreachable", _("link without an answer")
    PRIVATE = "link_private", _("link into a private network")
    SHOP = "link_shop", _("link to a shop or advertisement")
    SHORT = "link_short", _("shortened link")
    TRACKING = "link_tracking", _("link that tracks readers")
    PROGRAM = "link_program", _("commercial mini-program")
    ADVERTISING = "link_advertising", _("words of advertising at a link")
    NOT_HTTPS = "link_not_https", _("link without encryption")
    NOT_GOVERNMENT = "link_not_government", _("link outside government")
    SOURCE = "source_not_listed", _("reprint source not on the list")
