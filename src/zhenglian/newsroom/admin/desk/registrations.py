"""What the desk registers with Wagtail; imported by `wagtail_hooks.py`."""

from __future__ import annotations

from wagtail import hooks

from zhenglian.newsroom.admin.desk import action_menu, brand, menu, panels

hooks.register("insert_global_admin_css", brand.style_links)
hooks.register("insert_editor_js", brand.editor_script)
hooks.register("construct_homepage_panels", panels.only_our_panels)
hooks.register("construct_main_menu", menu.only_what_leads_somewhere)
hooks.register("construct_settings_menu", menu.settings_without_dead_ends)
hooks.register("register_admin_menu_item", menu.article_item)
hooks.register("register_admin_menu_item", menu.import_item)
hooks.register("register_admin_menu_item", menu.review_item)
hooks.register("register_admin_menu_item", menu.statistics_item)
hooks.register("register_page_action_menu_item", action_menu.submit_item)
hooks.register("register_page_action_menu_item", action_menu.review_item)
hooks.register("after_create_page", action_menu.submit_when_asked)
hooks.register("after_edit_page", action_menu.submit_when_asked)
