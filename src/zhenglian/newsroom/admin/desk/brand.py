"""The staff side's dress: our style sheets in place of Wagtail's colours, and a script for its editor."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join

STYLES = ("portal/brand/staff.css", "newsroom/desk/desk.css", "newsroom/desk/lists.css")


def style_links() -> str:
    """Hook `insert_global_admin_css`; the log-in page takes it, too."""
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(name),) for name in STYLES))


def editor_script() -> str:
    """Hook `insert_editor_js`: names for fields that Wagtail leaves without one (WCAG 4.1.2)."""
    return format_html('<script src="{}" defer></script>', static("newsroom/desk/editor_names.js"))
