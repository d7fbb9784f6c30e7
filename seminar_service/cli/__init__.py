"""The command line: one command per thing that an operator does."""

import sys

import click

from seminar_service.cli import accounts, database, demo, desk, messages, running, setting_up
from seminar_service.cli.context import OperatorError
from seminar_service.config import ConfigurationError
from seminar_service.domain.errors import DomainError
from seminar_service.private_files import make_private_from_now_on

CONFIGURATION_FAULT = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Plan, publish and run a yearly seminar tour."""


for command in (
    setting_up.init,
    running.serve,
    running.worker,
    accounts.user,
    database.db,
    database.backup,
    messages.mail,
    desk.desk_keys,
    demo.demo,
):
    commands.add_command(command)


def main() -> None:
    """Run a command; faults that an operator can mend are told in one line, without traceback."""
    make_private_from_now_on()
    try:
        commands()
    except ConfigurationError as error:
        click.echo(f"Configuration: {error}", err=True)
        sys.exit(CONFIGURATION_FAULT)
    except (DomainError, OperatorError) as error:
        click.echo(f"{type(error).__name__}: {error}".rstrip(": "), err=True)
        sys.exit(1)
