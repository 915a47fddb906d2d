"""What to tell the operator when WeChat objects, with what to click on mp.weixin.qq.com."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASONS: dict[str, StrOrPromise] = {
    "wechat_secret": _(
        "WeChat does not accept the AppSecret. On mp.weixin.qq.com open 设置与开发 → 开发接口管理 → "
        "基本配置, reset the AppSecret, enter it at this account, then press Resume."
    ),
    "wechat_credentials_missing": _(
        "AppID or AppSecret of this account is missing. Enter both at this account, then press Resume."
    ),
    "wechat_appid": _(
        "WeChat does not know this AppID. Compare it with 设置与开发 → 开发接口管理 → 基本配置 on "
        "mp.weixin.qq.com, correct the account, then press Resume."
    ),
    "wechat_ip": _(
        "WeChat does not accept calls from the address %(ip)s. On mp.weixin.qq.com open 设置与开发 → "
        "开发接口管理 → 基本配置 → IP白名单, add this address, then press Resume at this account."
    ),
    "wechat_ip_confirm": _(
        "WeChat wants the account's administrator to confirm our address (%(code)s). Ask them to open the "
        "message from «公众平台安全助手» on their phone and confirm, then press Resume."
    ),
    "wechat_ip_refused": _(
        "The account's administrator refused our address (%(code)s); WeChat blocks it for one hour or one "
        "day. Have it confirmed afterwards, then press Resume."
    ),
    "wechat_secret_frozen": _(
        "The AppSecret is frozen. On mp.weixin.qq.com open 设置与开发 → 开发接口管理 → 基本配置, "
        "unfreeze it, then press Resume."
    ),
    "wechat_account_frozen": _(
        "WeChat has frozen this account or its interface (%(code)s %(message)s). Log in to mp.weixin.qq.com, "
        "follow the notice there, then press Resume."
    ),
    "wechat_banned": _(
        "WeChat forbids this account to publish (%(code)s %(message)s). Log in to mp.weixin.qq.com, read the "
        "notice (通知中心) and appeal if necessary, then press Resume."
    ),
    "wechat_agree_mass": _(
        "The rules for mass sending must be agreed to once by hand: send any test article with 群发 on "
        "mp.weixin.qq.com, then press Resume."
    ),
    "wechat_permission": _(
        "WeChat does not allow this account to use the interface (%(code)s). Often the yearly verification "
        "(微信认证) has lapsed: check 设置与开发 → 公众号设置 → 微信认证, then press Resume."
    ),
    "wechat_token_twice": _(
        "WeChat refused a fresh access token too (%(code)s). Another system may be using this AppSecret. "
        "Find it and stop it, then press Resume."
    ),
    "wechat_quota_day": _(
        "WeChat's daily number of calls is used up (%(code)s). It goes on after midnight in Beijing."
    ),
    "wechat_quota_mass": _(
        "Today's mass send of this account is used up. It goes out after midnight in Beijing; to be faster, "
        "cancel here and use «publish» instead of mass send."
    ),
    "wechat_content": _(
        "WeChat's review refused the content (%(message)s). Change the article and have it reviewed again."
    ),
    "wechat_originality": _(
        "WeChat found the article to be a reprint of an original and stopped it (%(message)s). Clarify the "
        "right to reprint with the source's account, then release anew."
    ),
    "wechat_publish_failed": _(
        "WeChat accepted the article and then failed to publish it (%(message)s). Press Retry; if it fails "
        "again, publish by hand on mp.weixin.qq.com."
    ),
    "wechat_mass_failed": _(
        "WeChat accepted the article and then failed to send it (%(message)s). Press Retry; if it fails "
        "again, send it by hand on mp.weixin.qq.com."
    ),
    "wechat_admin_refused": _(
        "Mass-send protection is on and the account's administrator refused or did not answer within 30 "
        "minutes. Agree with them, then press Retry."
    ),
    "wechat_deleted_after": _("The article was published and then deleted by the account (%(message)s)."),
    "wechat_banned_after": _(
        "The article was published and then banned by WeChat (%(message)s). Log in to mp.weixin.qq.com and "
        "read the notice."
    ),
    "wechat_title": _("The title is longer than 32 characters or empty. Shorten it and release anew."),
    "wechat_author": _("The author's name is longer than 16 characters. Shorten it and release anew."),
    "wechat_digest": _("The digest is longer than 120 characters. Shorten it and release anew."),
    "wechat_text_long": _("The text exceeds 20,000 characters or 1 MB. Shorten it and release anew."),
    "wechat_picture": _(
        "WeChat does not take one of the pictures (%(code)s): JPEG or PNG below 1 MB. Replace it and release "
        "anew."
    ),
    "wechat_source_url": _("WeChat does not take the link to the original. Correct it and release anew."),
    "wechat_library_full": _(
        "The account's picture library is full. On mp.weixin.qq.com open 内容与互动 → 素材库, delete old "
        "pictures, then press Retry."
    ),
    "wechat_by_hand": _(
        "WeChat wants this draft to be finished by hand (%(code)s). On mp.weixin.qq.com open 内容与互动 → "
        "草稿箱, publish it there, then mark this delivery as published by hand."
    ),
    "wechat_material_gone": _("A picture or draft was deleted on WeChat's side; it is made anew."),
    "wechat_draft_gone": _(
        "The draft is no longer on WeChat, so the article was probably published. Look at 内容与互动 → "
        "发表记录 on mp.weixin.qq.com, then mark as published by hand, or cancel."
    ),
    "wechat_publishing": _(
        "WeChat counted this publication, but does not list it yet. It is looked for; nothing is sent again."
    ),
    "wechat_uncounted": _(
        "WeChat's counter cannot tell whether this publication arrived. Look at 内容与互动 → 发表记录 on "
        "mp.weixin.qq.com, then mark as published by hand, or press Retry."
    ),
    "wechat_cannot_delete": _(
        "WeChat does not let this article be deleted (%(code)s %(message)s). Log in to mp.weixin.qq.com, "
        "read the notice there and, when it is gone, mark this withdrawal as done by hand."
    ),
    "wechat_look_mass": _(
        "It cannot be found out by machine whether the mass send went out. Look at 内容与互动 → 发表记录 on "
        "mp.weixin.qq.com, then mark as published by hand, or cancel."
    ),
}
