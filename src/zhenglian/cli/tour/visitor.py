"""A visitor of the staff side over HTTP: logs in, reads forms, fills them in, sends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpx2
from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FormValue = str | list[str]
Upload = tuple[str, bytes, str]  # file name, bytes, mime


class TourBroken(Exception):
    """A step did not find what it must find; the text says where and what."""


@dataclass(frozen=True, slots=True)
class Page:
    """An answer with its parsed HTML."""

    url: str
    status: int
    html: str

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @property
    def messages(self) -> list[str]:
        """What the page told the person, without the links in it."""
        soup = self.soup
        for link in soup.select(".messages a"):
            link.extract()
        found = soup.select(".messages li, [role=status], [role=alert], .desk-notice")
        return [text for item in found if (text := " ".join(item.get_text(" ").split()))]


class Visitor:
    """One browser without JavaScript. `base` is the site's address."""

    def __init__(self, base: str, *, timeout: float = 30.0) -> None:
        self.base = base.rstrip("/")
        self.client = httpx2.Client(follow_redirects=True, timeout=timeout, trust_env=False)

    def log_in(self, username: str, password: str) -> Visitor:
        page = self.get("/staff/login/")
        answer = self.submit(page, {"username": username, "password": password}, action="login")
        if "/login" in answer.url:
            raise TourBroken(f"{username} could not log in: {answer.messages}")
        return self

    def get(self, path: str) -> Page:
        return self._page(self.client.get(urljoin(self.base + "/", path)))

    def submit(
        self,
        page: Page,
        values: Mapping[str, FormValue],
        *,
        action: str,
        files: Mapping[str, Upload] | None = None,
        button: tuple[str, str] | None = None,
    ) -> Page:
        """Send a form as read from the page plus `values`; `action`: see `_form`."""
        form = self._form(page, action)
        data: dict[str, FormValue] = {**_defaults(form), **values}
        if button is not None:
            data[button[0]] = button[1]
        target = urljoin(page.url, str(form.get("action") or page.url))
        answer = self.client.post(target, data=data, files=files or None, headers={"Referer": page.url})
        return self._page(answer)

    def post(self, path: str, values: Mapping[str, FormValue]) -> Page:
        """What a page did not offer: sends values straight to an address, with a valid CSRF token."""
        target = urljoin(self.base + "/", path)
        data = {**values, "csrfmiddlewaretoken": self.client.cookies.get("csrftoken", "")}
        return self._page(self.client.post(target, data=data, headers={"Referer": target}))

    def _form(self, page: Page, action: str) -> Tag:
        """The form whose address contains `action`; `#name`: the one that has a field of that name."""
        forms: Sequence[Tag] = page.soup.find_all("form")
        for form in forms:
            if action.startswith("#"):
                if form.select_one(f"[name={action[1:]}]"):
                    return form
            elif action in str(form.get("action") or ""):
                return form
        seen = [f"{form.get('id')}→{form.get('action')}" for form in forms]
        raise TourBroken(f"{page.url} ({page.status}) has no form {action!r}; it has {seen}")

    def _page(self, answer: httpx2.Response) -> Page:
        return Page(str(answer.url), answer.status_code, answer.text)


def _defaults(form: Tag) -> dict[str, FormValue]:
    """What the form would send untouched."""
    values: dict[str, FormValue] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name = str(field.get("name") or "")
        value = _value(field)
        if name and value is not None:
            _add(values, name, value)
    return values


def _value(field: Tag) -> FormValue | None:
    kind = str(field.get("type") or "text")
    if field.name == "textarea":
        return field.get_text()
    if field.name == "select":
        chosen = field.select("option[selected]") or field.select("option")[:1]
        return [str(option.get("value", "")) for option in chosen]
    if kind in {"submit", "button", "file", "image", "reset"}:
        return None
    if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
        return None
    return str(field.get("value") or ("on" if kind == "checkbox" else ""))


def _add(values: dict[str, FormValue], name: str, value: FormValue) -> None:
    if name not in values:
        values[name] = value
        return
    old = values[name]
    values[name] = [
        *([old] if isinstance(old, str) else old),
        *([value] if isinstance(value, str) else value),
    ]
