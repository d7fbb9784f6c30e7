"""`mail`: the outbox."""

import click

from seminar_service.cli.context import application, now, settings
from seminar_service.domain.actors import SYSTEM
from seminar_service.extensions import db
from seminar_service.outbox.services import retry_failed


@click.group()
def mail() -> None:
    """Look after mails that could not be sent."""


@mail.command()
def retry() -> None:
    """Try again to send every mail that was given up."""
    with application(settings()):
        retried = retry_failed(db.session(), actor=SYSTEM, now=now())
        click.echo(f"{retried} to be tried again")
