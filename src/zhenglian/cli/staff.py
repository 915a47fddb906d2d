"""`zhenglian staff`: what an operator does about log-ins at the machine itself."""

from __future__ import annotations

import secrets

import click
from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.cli.wording import _
from zhenglian.kernel.ids import short_code
from zhenglian.kernel.origin import Origin, acting_from
from zhenglian.people.api import Staff


@click.group(help=_("Log-ins of members of staff."))
def staff() -> None:
    """Only a group."""


@staff.command(name="reset-password", help=_("Give a member of staff a new password and print it."))
@click.argument("username")
def reset_password(username: str) -> None:
    """Printed once, stored only as a hash; the act is on record, the password is not."""
    person = Staff.objects.filter(username=username).first()
    if person is None:
        raise click.ClickException(_("There is no user {name}.").format(name=username))
    password = f"{short_code(5)}-{short_code(5)}-{secrets.randbelow(900) + 100}"
    with transaction.atomic(), acting_from(Origin(via="zhenglian staff")):
        person.set_password(password)
        person.save(update_fields=["password"])
        record("people.reset_password", actor=None, on=person)
    click.echo(_("New password of {name}: {password}").format(name=username, password=password))
