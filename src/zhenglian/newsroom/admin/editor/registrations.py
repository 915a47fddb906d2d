"""What the editor's side registers with Wagtail; imported by `wagtail_hooks.py`."""

from __future__ import annotations

from wagtail import hooks

from zhenglian.newsroom.admin.editor.action_menu import keep_what_writers_need

hooks.register("construct_page_action_menu", keep_what_writers_need)
