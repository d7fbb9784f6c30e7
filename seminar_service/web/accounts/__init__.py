"""Accounts of the staff on the web: how they sign in, and who may see what."""

from flask import Flask

from seminar_service.web.accounts import factors, login, roles, sessions
from seminar_service.web.accounts.factors import factor_options, factor_parts, without_the_unused
from seminar_service.web.accounts.login import StaffLoginForm
from seminar_service.web.accounts.options import SHORTEST_PASSWORD, security_options
from seminar_service.web.accounts.roles import current_actor, has_role, staff

__all__ = [
    "SHORTEST_PASSWORD",
    "StaffLoginForm",
    "current_actor",
    "factor_options",
    "factor_parts",
    "has_role",
    "init_app",
    "security_options",
    "staff",
    "without_the_unused",
]


def init_app(app: Flask) -> None:
    """Bind what concerns accounts to an application."""
    for part in (roles, login, sessions, factors):
        part.init_app(app)
