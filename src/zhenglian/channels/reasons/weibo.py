"""What to tell the operator when Weibo objects, with what to click on open.weibo.com."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASONS: dict[str, StrOrPromise] = {
    "weibo_authorise": _(
        "The authorisation of this Weibo account is missing or has ended (expired, cancelled, or password "
        "changed). Open the account here, press Authorise and log in to Weibo as this account, then press "
        "Resume."
    ),
    "weibo_app_key": _(
        "Weibo does not accept the application's key or secret (%(code)s %(message)s). Compare them with "
        "open.weibo.com → 我的应用 → 应用信息 → 基本信息, correct the account, then press Resume."
    ),
    "weibo_app_unreviewed": _(
        "The application has not passed Weibo's review and may serve test users only. On open.weibo.com → "
        "我的应用 submit it for review, or add this account under 测试信息, then press Resume."
    ),
    "weibo_permission": _(
        "Weibo does not allow the application to post (%(code)s %(message)s). On open.weibo.com → 我的应用 → "
        "接口管理 → 已有权限 check «微博分享», then press Resume."
    ),
    "weibo_ip": _(
        "Weibo does not accept calls from our address. On open.weibo.com → 我的应用 → 应用信息 → 高级信息 "
        "add it to the allowed server addresses, then press Resume."
    ),
    "weibo_account_blocked": _(
        "Weibo wants a person at this account (%(code)s %(message)s): log in on weibo.com as this account, "
        "finish the check or appeal shown there, then press Resume."
    ),
    "weibo_domain": _(
        "Weibo finds no link to the registered domain (%(message)s). On open.weibo.com → 我的应用 → "
        "应用信息 → 基本信息 → 安全域名 check that our website's domain is entered and has passed review, "
        "then press Resume. A #topic# in the text has the same effect: then change the text."
    ),
    "weibo_quota": _(
        "Weibo's number of calls for this account is used up (%(code)s). It goes on in the next hour."
    ),
    "weibo_too_often": _("This account has posted too often within an hour. It goes on in the next hour."),
    "weibo_content": _(
        "Weibo refused the content (%(code)s %(message)s). Change the text and have it reviewed again."
    ),
    "weibo_too_long": _("Weibo finds the text too long (%(code)s). Shorten it and release anew."),
    "weibo_picture": _(
        "Weibo does not take the picture (%(code)s): JPEG, PNG or GIF below 5 MB. Replace it and release "
        "anew."
    ),
    "weibo_empty": _("The text is empty. Write one and release anew."),
    "weibo_duplicate": _(
        "Weibo says that this post, or one much like it, is there already (%(code)s). Look at the account's "
        "page, then mark as published by hand, or change the text and release anew."
    ),
    "weibo_not_ours": _(
        "Weibo says that this post belongs to another account (%(code)s). Look at the account's page, delete "
        "the post there, then mark this withdrawal as done by hand."
    ),
    "weibo_timeline_full": _(
        "The answer was lost, and since then five newer posts hide what happened. Look at the account's "
        "page, then mark as published by hand, or cancel."
    ),
}
