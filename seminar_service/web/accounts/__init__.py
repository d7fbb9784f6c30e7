"""Accounts of the staff on the web: how they sign in, and who may see what."""

from flask import Flask

from seminar_service.web.accounts import factors, only_forms, roles, sessions
from seminar_service.web.accounts.factors import factor_options, factor_parts, without_the_unused
from seminar_service.web.accounts.login import (
    StaffChangePasswordForm,
    StaffLoginForm,
    StaffVerifyForm,
)
from seminar_service.web.accounts.options import security_options
from seminar_service.web.accounts.roles import current_actor, has_role, member, staff

__all__ = [
    "StaffChangePasswordForm",
    "StaffLoginForm",
    "StaffVerifyForm",
    "current_actor",
    "factor_options",
    "factor_parts",
    "has_role",
    "init_app",
    "member",
    "security_options",
    "staff",
    "without_the_unused",
]


def init_app(app: Flask) -> None:
    """Bind what concerns accounts to an application."""
    for part in (roles, sessions, factors, only_forms):
        part.init_app(app)
