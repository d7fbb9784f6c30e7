"""Does the database take what is written?"""

from secrets import token_hex
from typing import Final

from sqlalchemy import delete, insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from seminar_service.access.model import RateCount
from seminar_service.access.rate_limits import EPOCH
from seminar_service.storage.refusals import Refusal, refusal
from seminar_service.storage.transaction import transaction

_PROBE: Final = "write-probe"
_ROWS: Final = 120
"""Some 16 kB: more than fits into half-empty pages, so that the database asks for new ones."""


def why_not_writing(session: Session) -> Refusal | None:
    """What keeps the database from being written to; `None` where it can be.

    A transaction that only asks, or is rolled back, notices neither a full disk nor a standby
    that may only be read. So this one writes rows, takes them away again and commits. They go
    into the table of counters, as the first thing of most that strangers send does.
    """
    mark = token_hex(16)
    rows = [
        {"action": _PROBE, "source": f"{mark}{token_hex(16)}", "window_start": EPOCH, "count": 0}
        for _ in range(_ROWS)
    ]
    try:
        with transaction(session):
            session.execute(insert(RateCount), rows)
            session.execute(
                delete(RateCount).where(
                    RateCount.action == _PROBE, RateCount.source.startswith(mark)
                )
            )
    except SQLAlchemyError as error:
        return refusal(error)
    return None
