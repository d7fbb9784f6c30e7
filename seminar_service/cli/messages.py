"""`mail`: the outbox."""

import click

from seminar_service.cli.context import application, now, settings
from seminar_service.extensions import db
from seminar_service.outbox.services import retry_failed


@click.group()
def mail() -> None:
    """Look after mails that could not be sent."""


@mail.command()
def retry() -> None:
    """Try again to send every mail that was given up."""
    with application(settings()):
        click.echo(f"{retry_failed(db.session(), now=now())} to be tried again")
