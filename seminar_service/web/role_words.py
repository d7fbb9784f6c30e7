"""The roles in words."""

from flask_babel import lazy_gettext as _l

from seminar_service.accounts.model import RoleName

ROLES = {
    RoleName.ADMIN: _l("Administrator"),
    RoleName.PLANNER: _l("Planner"),
    RoleName.CLERK: _l("Clerk"),
    RoleName.VIEWER: _l("Viewer"),
    RoleName.DESK_HEAD: _l("Head of the consultation desk"),
    RoleName.DESK_EXPERT: _l("Expert of the consultation desk"),
    RoleName.COUNTER_STAFF: _l("Staff of a support counter"),
}


def role_name(role: str) -> str:
    """How a role is called; the name as it is kept where nobody knows it."""
    return str(ROLES[RoleName(role)]) if role in list(RoleName) else role
