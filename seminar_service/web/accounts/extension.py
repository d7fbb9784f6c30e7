"""Flask-Security with our own rules for passwords, bound to an application by `create_app`."""

from flask_security import Security

from seminar_service.web.passwords import StaffPasswordUtil

security = Security(password_util_cls=StaffPasswordUtil)
