"""What of accounts is watched: authorisations that only a person can renew."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenglian.accounts.selectors import next_authorisation_to_end
from zhenglian.alarms.api import Sighting, watch
from zhenglian.kernel.clock import BEIJING, Clock

NOTICE = timedelta(days=3)


def ending_authorisation(_clock: Clock) -> Sighting | None:
    """Counted from three days before its end."""
    account = next_authorisation_to_end()
    if account is None or account.token_expires_at is None:
        return None
    advice = _("Authorise the account again on its page, before its deliveries stop.")
    until = f"{account.token_expires_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    subject = gettext("%(account)s, authorised until %(time)s") % {"account": account, "time": until}
    return Sighting(account.token_expires_at - NOTICE, subject, advice)


watch(
    "accounts.authorisation",
    label=_("authorisation ends within three days"),
    bound=timedelta(0),
    probe=ending_authorisation,
    is_warning=True,
)
