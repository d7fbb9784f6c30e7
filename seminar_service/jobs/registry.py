"""Which function does which kind of job. Imported by workers alone."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from seminar_service.jobs import closing, planning, tidying
from seminar_service.jobs.context import Handler
from seminar_service.services.planning import PLAN_TOUR

HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        PLAN_TOUR: planning.plan_tour,
        closing.KIND: closing.close_past,
        tidying.KIND: tidying.tidy,
    }
)
