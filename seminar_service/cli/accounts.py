"""`user`: the accounts of the staff."""

import sys

import click

from seminar_service.accounts.model import RoleName
from seminar_service.accounts.password_rules import PasswordRefused
from seminar_service.accounts.queries import all_accounts
from seminar_service.accounts.services import add_account, disable_account, set_password
from seminar_service.cli.context import OperatorError, application, now, settings
from seminar_service.domain.actors import SYSTEM
from seminar_service.extensions import db
from seminar_service.web.passwords import hashed_password

from_stdin = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input."
)


@click.group()
def user() -> None:
    """Add, list and close accounts of the staff."""


@user.command()
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in RoleName]))
@click.option("--name", default="", help="How the person is called.")
@from_stdin
def add(email: str, role: str, name: str, password_stdin: bool) -> None:
    """Add an account.

    Administrators may do all, planners all but accounts and settings, clerks all but
    planning, viewers only look. At the consultation desk the head sees every case, and
    experts their own; neither of them does anything else.
    """
    with application(settings()):
        add_account(
            db.session(),
            email=email,
            name=name,
            password_hash=_password_hash(email, from_standard_input=password_stdin),
            role=RoleName(role),
            actor=SYSTEM,
            now=now(),
        )
    click.echo(f"Added {email} as {role}")


@user.command()
@click.argument("email")
@from_stdin
def password(email: str, password_stdin: bool) -> None:
    """Give an account a new password."""
    with application(settings()):
        hashed = _password_hash(email, from_standard_input=password_stdin)
        set_password(db.session(), email=email, password_hash=hashed, actor=SYSTEM, now=now())
    click.echo(f"Changed the password of {email}")


@user.command()
@click.argument("email")
def disable(email: str) -> None:
    """Close an account; whoever uses it is signed out."""
    with application(settings()):
        disable_account(db.session(), email=email, actor=SYSTEM, now=now())
    click.echo(f"Closed {email}")


@user.command("list")
def list_() -> None:
    """List the accounts: address, roles, name."""
    with application(settings()):
        for line in all_accounts(db.session()):
            closed = "" if line.active else "  (closed)"
            click.echo(f"{line.email}  {','.join(line.roles)}  {line.name}{closed}".rstrip())


def _password_hash(email: str, *, from_standard_input: bool) -> str:
    """The hash of the new password, from where the operator wants to give it."""
    if from_standard_input:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        return hashed_password(given, email)
    except PasswordRefused as refused:
        raise OperatorError(str(refused)) from refused
