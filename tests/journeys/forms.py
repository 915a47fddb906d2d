"""Fills in a page's form as a browser would send it."""

from __future__ import annotations

from bs4 import BeautifulSoup


def sent_form(html, **changes):
    """Every field of the page's largest form with its value, and the changes."""
    form = max(BeautifulSoup(html, "html.parser").find_all("form"), key=lambda found: len(found.find_all()))
    values = {
        field["name"]: field.get("value", "")
        for field in form.select("input[name]")
        if field.get("type") not in ("checkbox", "radio", "submit", "file") or field.has_attr("checked")
    }
    values |= {field["name"]: field.text.strip() for field in form.select("textarea[name]")}
    for field in form.select("select[name]"):
        chosen = field.select_one("option[selected]") or field.select_one("option")
        values[field["name"]] = chosen["value"]
    return values | changes
