"""Wording the flyer of a seminar."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.flyers.model import Flyer
from seminar_service.flyers.values import columns
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction


def flyer_of(session: Session, seminar_id: int) -> Flyer:
    """The flyer of a seminar; one that is in no table yet where nobody has worded it."""
    found = session.scalar(select(Flyer).where(Flyer.seminar_id == seminar_id))
    return found or Flyer(seminar_id=seminar_id, version=1)


def word_flyer(
    session: Session,
    public_id: str,
    texts: Mapping[str, str | None],
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Word the flyer of a seminar.

    Args:
        session: The database.
        public_id: The seminar.
        texts: What it says, by the names of its columns; `None` for the usual text. What is not
            named stays as it is.
        version: The version that was shown.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: There is no such seminar.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        seminar = session.scalar(
            select(Seminar).where(Seminar.public_id == public_id).with_for_update(key_share=True)
        )
        if seminar is None:
            raise NotFound("seminar")
        flyer = flyer_of(session, seminar.id)
        session.add(flyer)
        session.flush()
        require_version(flyer, version)
        for _part, _locale, name in columns():
            if name in texts:
                setattr(flyer, name, texts[name])
        mark_edited(session, flyer, actor=actor, now=now)
