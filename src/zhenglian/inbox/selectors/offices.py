"""To which offices a citizen may write from the website, and who gets a letter that names none."""

from __future__ import annotations

from zhenglian.accounts.api import active_accounts
from zhenglian.accounts.enums import Platform
from zhenglian.inbox.letter_errors import NoOffice
from zhenglian.people.api import Unit


def offices() -> list[Unit]:
    """Units that speak to the public on an account of theirs, in the order of the tree; one query."""
    found = {account.unit_id: account.unit for account in active_accounts()}
    return sorted(found.values(), key=lambda unit: unit.path)


def office_by_id(pk: int | str | None) -> Unit:
    """The unit that was chosen; else that of the website, else the topmost. Raises NoOffice."""
    chosen = Unit.objects.filter(pk=pk).first() if pk else None
    return chosen or default_office()


def default_office() -> Unit:
    """The website's unit, else the topmost. Raises NoOffice."""
    website = active_accounts(Platform.WEBSITE).first()
    unit = website.unit if website else Unit.objects.order_by("path").first()
    if unit is None:
        raise NoOffice
    return unit
