"""Flask's extensions, made once and bound to an application by `create_app`."""

from flask_babel import Babel
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from seminar_service.storage.base import Base
from seminar_service.storage.engine import ENGINE_OPTIONS

db = SQLAlchemy(model_class=Base, engine_options=ENGINE_OPTIONS)
migrate = Migrate(render_as_batch=True, compare_type=True)
babel = Babel()
csrf = CSRFProtect()
