"""What stands at the foot of the sample website. Record numbers are plainly invented."""

from __future__ import annotations

from zhenglian.kernel.clock import Clock
from zhenglian.portal.api import Imprint, write_imprint

FIELDS = {
    "organiser": "示例生态环境部门宣传教育中心",
    "undertaker": "环境公共关系与战略研究所（示例）",
    "site_code": "示例0000000001",
    "icp_record": "示例ICP备00000000号",
    "address": "示例市示例路1号",
    "phone": "010-00000000",
    "description": "政联演示网站：稿件经分级审核后，同步发布到网站、微信和微博。",
    "keywords": "生态环境,政务公开,政联演示",
}


def load_imprint(*, clock: Clock) -> None:
    """Only where there is none yet: what the office has written stays."""
    if not Imprint.objects.exists():
        write_imprint(actor=None, clock=clock, **FIELDS)
