"""Which function does which kind of job. Imported by workers alone."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from seminar_service.jobs import tidying
from seminar_service.jobs.context import Handler

HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType({tidying.KIND: tidying.tidy})
