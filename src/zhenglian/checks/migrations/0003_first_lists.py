"""The lists that a new office starts with. It changes them on its own pages; nothing is overwritten later."""

from django.db import migrations

# Party and government sites, and central sources that reprints are usually taken from.
SOURCES = [
    ("中国政府网", "gov.cn", "各级政府网站域名均以 gov.cn 结尾"),
    ("新华社", "", ""),
    ("新华网", "news.cn", ""),
    ("", "xinhuanet.com", "新华网原域名"),
    ("人民日报", "", ""),
    ("人民网", "people.com.cn", ""),
    ("", "people.cn", "人民网"),
    ("求是", "qstheory.cn", ""),
    ("求是网", "", ""),
    ("共产党员网", "12371.cn", ""),
    ("学习强国", "xuexi.cn", ""),
    ("光明日报", "", ""),
    ("光明网", "gmw.cn", ""),
    ("经济日报", "", ""),
    ("中国经济网", "ce.cn", ""),
    ("央视网", "cctv.com", ""),
    ("央视新闻", "", ""),
    ("央广网", "cnr.cn", ""),
    ("中国日报网", "chinadaily.com.cn", ""),
    ("中国网", "china.com.cn", ""),
    ("中国新闻网", "chinanews.com.cn", ""),
    ("解放军报", "81.cn", "中国军网"),
    ("法治日报", "legaldaily.com.cn", ""),
    ("科技日报", "stdaily.com", ""),
    ("农民日报", "farmer.com.cn", ""),
    ("中国环境报", "cenews.com.cn", ""),
    ("中国青年报", "cyol.com", ""),
    ("北京日报", "bjd.com.cn", ""),
    ("北京青年报", "ynet.com", ""),
    ("生态环境部", "", "网站域名以 gov.cn 结尾"),
]
RULES = {
    "shop": ["taobao.com", "tmall.com", "jd.com", "pinduoduo.com", "yangkeduo.com", "1688.com", "vip.com",
             "suning.com", "dangdang.com", "youzan.com", "weidian.com", "kaola.com"],
    "short": ["t.cn", "dwz.cn", "url.cn", "suo.im", "u.nu", "bit.ly", "tinyurl.com", "goo.gl", "is.gd"],
    "tracking": ["utm_source", "utm_medium", "utm_campaign", "spm", "scm", "share_token", "gclid", "fbclid"],
    "word": ["优惠券", "立即购买", "点击购买", "扫码购买", "限时抢购", "限时折扣", "秒杀", "包邮", "下单",
             "加微信咨询", "免费领取", "团购价"],
}


def fill(apps, schema_editor):  # noqa: ANN001, ANN201, ARG001  Django's own signature
    ReprintSource = apps.get_model("checks", "ReprintSource")
    LinkRule = apps.get_model("checks", "LinkRule")
    ReprintSource.objects.bulk_create(
        [ReprintSource(name=name, host=host, note=note) for name, host, note in SOURCES]
    )
    LinkRule.objects.bulk_create(
        [LinkRule(kind=kind, value=value) for kind, values in RULES.items() for value in values]
    )


class Migration(migrations.Migration):
    dependencies = [("checks", "0002_links_sources_overrides")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
