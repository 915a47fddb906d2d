"""Lists of the checks, and texts in which something is found."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from zhenglian.checks.enums import LinkRuleKind
from zhenglian.checks.models import LinkRule, LinkState, ReprintSource

IDENTITY = "11010519491231002X"  # the standard's own example: a valid check digit, nobody's number
MASKED = "110*************2X"
WITH_IDENTITY = f"<p>联系人<b>张三</b>，身份证号{IDENTITY}，请核对。</p>"


class LinkRuleFactory(DjangoModelFactory):
    class Meta:
        model = LinkRule

    kind = LinkRuleKind.SHOP
    value = "shop.example"


class ReprintSourceFactory(DjangoModelFactory):
    class Meta:
        model = ReprintSource

    name = "新华社"


class LinkStateFactory(DjangoModelFactory):
    class Meta:
        model = LinkState

    url = factory.Sequence("https://site{}.example/".format)
    status = 200
