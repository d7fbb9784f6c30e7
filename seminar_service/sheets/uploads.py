"""Keeping a file from when it is looked at until it is brought in, so that both are the same."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.sheets.model import SheetPurpose, SheetUpload
from seminar_service.storage.transaction import transaction

KEPT_FOR: Final = timedelta(hours=24)
"""How long a file is kept that nobody brings in."""


BROUGHT_IN: Final = "brought_in"
"""How many lines became something new, where no more is told of them."""


def keep(
    session: Session,
    purpose: SheetPurpose,
    tour_id: int | None,
    rows: Sequence[Sequence[str]],
    *,
    seminar_id: int | None = None,
    now: datetime,
) -> int:
    """Keep a file to be looked at, for a tour or for none; gives its number. Older ones go."""
    with transaction(session):
        forget_old(session, now=now)
        upload = SheetUpload(
            mark=token_hex(16),
            purpose=purpose,
            tour_id=tour_id,
            seminar_id=seminar_id,
            rows=json.dumps(rows, ensure_ascii=False),
            made_at=now,
        )
        session.add(upload)
        session.flush()
        return upload.id


def forget_old(session: Session, *, now: datetime) -> None:
    """Delete files that were looked at long ago. Part of the caller's transaction."""
    session.execute(delete(SheetUpload).where(SheetUpload.made_at < now - KEPT_FOR))


def upload_of(
    session: Session,
    purpose: SheetPurpose,
    upload_id: int,
    *,
    tour_id: int | None = None,
    now: datetime,
) -> SheetUpload:
    """A file that is kept for a purpose, and for a tour where the address names one. One query.

    Raises:
        NotFound: there is none of this number.
    """
    upload = session.get(SheetUpload, upload_id)
    if upload is None or upload.purpose is not purpose or upload.made_at < now - KEPT_FOR:
        raise NotFound("sheet_upload")
    if tour_id not in {None, upload.tour_id}:
        raise NotFound("sheet_upload")
    return upload


def locked_upload(session: Session, upload_id: int) -> SheetUpload:
    """A file that nobody else brings in until this transaction ends.

    Raises:
        NotFound: there is none of this number.
    """
    upload = session.get(
        SheetUpload, upload_id, with_for_update={"key_share": True}, populate_existing=True
    )
    if upload is None:
        raise NotFound("sheet_upload")
    return upload


def rows_of(upload: SheetUpload) -> list[list[str]]:
    """What stands in a file; nothing once it is brought in."""
    rows: list[list[str]] = json.loads(upload.rows) if upload.rows else []
    return rows


def mark_done(upload: SheetUpload, outcome: Mapping[str, int], *, now: datetime) -> None:
    """Note what became of a file, and forget its lines. Part of the caller's transaction."""
    upload.done_at, upload.rows, upload.outcome = now, "", dict(outcome)
