"""The way from an empty database to today's tables and back, with rows in them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import CheckConstraint, bindparam, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service import paths
from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.accounts.model import RoleName
from seminar_service.accounts.services import add_account
from seminar_service.app import create_app
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.proof import ProofRule
from seminar_service.domain.vocabulary import Choice, ConfirmationState
from seminar_service.extensions import db
from seminar_service.history.model import HistoryLine
from seminar_service.overview.bid_steps import bid_steps
from seminar_service.planning.model import Lock, PlannedDecline
from seminar_service.planning.queries.refusals import host_texts, remedy_texts
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.samples.groundwork import lay_groundwork
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.storage.base import ONLY_ON, Base, UtcDateTime
from seminar_service.tours.model import Tour
from seminar_service.tours.values import WaitingRule
from seminar_service.work import wakeups
from tests.conftest import make_settings
from tests.factories import (
    make_adviser,
    make_bid,
    make_lock,
    make_plan,
    make_registration,
    make_seminar,
    make_tour,
)

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LATE = NOW + 30 * HOUR


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application over a database without a single table."""
    url = (
        f"sqlite:///{tmp_path / 'empty.db'}"
        if request.param == "sqlite"
        else request.getfixturevalue("postgresql_url")
    )
    app = create_app(make_settings(tmp_path, url))
    with app.app_context():
        yield app
        db.session.remove()
        wakeups.detach(db.engine)
        db.engine.dispose()


@pytest.fixture
def filled(empty_app: Flask) -> Session:  # noqa: ARG001 (the session lives in its context)
    """A migrated database with a tour, a bid, a seminar and a registration."""
    flask_migrate.upgrade()
    session = db.session()
    tour = make_tour(session)
    adviser = make_adviser(session, tour, unavailable=[date(2026, 8, 1)])
    seminar = make_seminar(session, make_bid(session, tour), team=[adviser])
    make_registration(session, seminar)
    session.rollback()
    return session


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names())


@pytest.mark.usefixtures("empty_app")
def test_migrating_gives_exactly_the_tables_of_the_models() -> None:
    flask_migrate.upgrade()

    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        differences = compare_metadata(context, Base.metadata)

    assert [each for each in differences if not is_of_another(each, db.engine.dialect.name)] == []


def is_of_another(difference: Any, dialect: str) -> bool:
    """Whether only another database is to have what is missing here."""
    kind, *things = difference
    others = {
        index.name
        for table in Base.metadata.tables.values()
        for index in table.indexes
        if index.info.get(ONLY_ON, dialect) != dialect
    }
    return kind == "add_index" and things[0].name in others


@pytest.mark.usefixtures("empty_app")
def test_migrating_gives_the_checks_of_the_models() -> None:
    flask_migrate.upgrade()

    inspector = inspect(db.engine)
    for table in Base.metadata.sorted_tables:
        wanted = {
            str(constraint.name)
            for constraint in table.constraints
            if isinstance(constraint, CheckConstraint)
        }
        found = {str(check["name"]) for check in inspector.get_check_constraints(table.name)}
        assert found == wanted, table.name


@pytest.mark.usefixtures("empty_app")
def test_the_way_back_leaves_nothing() -> None:
    flask_migrate.upgrade()
    assert "registration" in tables()

    flask_migrate.downgrade(revision="base")

    assert tables() <= {"alembic_version"}


def test_a_migrated_database_refuses_more_people_than_places(filled: Session) -> None:
    with pytest.raises(IntegrityError):
        filled.execute(text("UPDATE seminar SET taken = capacity + 1"))
    filled.rollback()


def test_a_migrated_database_refuses_words_that_nobody_knows(filled: Session) -> None:
    with pytest.raises(IntegrityError):
        filled.execute(text("UPDATE bid SET state = 'lost'"))
    filled.rollback()


def test_a_table_can_be_rebuilt_without_losing_a_row(filled: Session, tmp_path: Path) -> None:
    script = tmp_path / "migrations"
    write_next_revision(script)

    flask_migrate.upgrade(directory=str(script))
    assert read_back(filled) == (1, 3, 1)
    assert "nickname" in {column["name"] for column in inspect(db.engine).get_columns("bid")}

    filled.rollback()
    flask_migrate.downgrade(directory=str(script), revision="-1")
    assert read_back(filled) == (1, 3, 1)


def test_migrating_twice_changes_nothing(filled: Session) -> None:
    flask_migrate.upgrade()

    assert read_back(filled) == (1, 3, 1)


def test_refusals_outlive_the_way_from_and_to_the_first_release(filled: Session) -> None:
    tour = filled.scalars(select(Tour)).one()
    plan = make_plan(filled, tour, {}, [filled.scalars(select(Bid)).one()])
    plan.declines[0].remedies = [{"kind": "told", "ja": "日程", "en": "A date"}]
    filled.commit()

    flask_migrate.downgrade(revision="0001")
    columns = {column["name"] for column in inspect(db.engine).get_columns("planned_decline")}
    assert "remedies" not in columns

    flask_migrate.upgrade()
    filled.expire_all()
    (refusal,) = filled.scalars(select(PlannedDecline))
    assert (refusal.text_en, refusal.remedies) == ("Dates.", None)


def test_refusals_that_were_kept_in_words_are_told_as_they_were(filled: Session) -> None:
    tour = filled.scalars(select(Tour)).one()
    plan = make_plan(filled, tour, {}, [filled.scalars(select(Bid)).one()])
    plan.declines[0].remedies = [{"kind": "told", "ja": "日程", "en": "A date"}]
    filled.commit()

    flask_migrate.downgrade(revision="0011")
    ((remedies,),) = filled.execute(select(PlannedDecline.remedies)).all()
    assert remedies == [{"ja": "日程", "en": "A date"}]
    filled.rollback()

    flask_migrate.upgrade()
    filled.expire_all()
    (refusal,) = filled.scalars(select(PlannedDecline))
    assert host_texts(filled, [refusal])[refusal.bid_id] == {
        "ja": "日程の都合です。",
        "en": "Dates.",
    }
    assert remedy_texts(filled, [refusal])[refusal.bid_id] == [{"ja": "日程", "en": "A date"}]


def test_refusals_in_values_become_plain_words_on_the_way_back(filled: Session) -> None:
    tour = filled.scalars(select(Tour)).one()
    plan = make_plan(filled, tour, {}, [filled.scalars(select(Bid)).one()])
    refusal = plan.declines[0]
    refusal.text_ja = refusal.text_en = ""
    refusal.remedies = [{"kind": "limit", "day": "2026-10-06", "adviser_id": 7}]
    filled.commit()

    flask_migrate.downgrade(revision="0011")
    text_ja, text_en, remedies = filled.execute(
        text("SELECT text_ja, text_en, remedies FROM planned_decline")
    ).one()
    assert "調整がつかず" in text_ja
    assert "could not fit" in text_en
    assert remedies is None
    filled.rollback()

    flask_migrate.upgrade()


def test_locks_keep_their_day_and_advisers_on_the_way_from_plans_and_back(filled: Session) -> None:
    tour = filled.scalars(select(Tour)).one()
    bid, adviser = filled.scalars(select(Bid)).one(), make_adviser(filled, tour)
    day, other = date(2026, 10, 6), date(2026, 10, 7)
    plans = [make_plan(filled, tour, {bid: (each, [adviser])}) for each in (day, other)]
    key = plans[0].seminars[0].id
    make_lock(filled, plans[0].seminars[0])
    filled.rollback()

    flask_migrate.downgrade(revision="0015")
    assert filled.scalar(text('SELECT planned_seminar_id FROM "lock"')) == key
    filled.rollback()

    flask_migrate.upgrade()
    (lock,) = filled.scalars(select(Lock))
    assert (lock.day, [each.adviser_id for each in lock.team]) == (day, [adviser.id])


def test_what_was_declined_before_is_kept_for_planning(filled: Session) -> None:
    seminar = filled.scalars(select(Seminar)).one()
    seminar.host_confirmation = seminar.team[0].confirmation = ConfirmationState.DECLINED
    seminar.team[0].note, seminar.team[0].answered_at = "出張", NOW
    asked = (seminar.team[0].adviser_id, seminar.day)
    filled.commit()

    flask_migrate.downgrade(revision="0016")
    flask_migrate.upgrade()

    rows = filled.scalars(select(DeclinedDay).order_by(DeclinedDay.adviser_id.is_(None)))
    assert [(row.adviser_id, row.day, row.note) for row in rows] == [
        (*asked, "出張"),
        (None, asked[1], ""),
    ]


def test_administrators_become_planners_on_the_way_back(filled: Session) -> None:
    lay_groundwork(filled, actor=SYSTEM, now=NOW)
    add_account(
        filled,
        email="a@example.jp",
        name="",
        password_hash="",
        role=RoleName.ADMIN,
        actor=SYSTEM,
        now=NOW,
    )

    flask_migrate.downgrade(revision="0002")
    roles = filled.execute(
        text("SELECT role.name FROM role JOIN user_role ON role.id = user_role.role_id")
    ).all()
    assert roles == [("planner",)]
    filled.rollback()

    flask_migrate.upgrade()
    names = set(filled.scalars(text("SELECT name FROM role")))
    assert names == {role.value for role in RoleName}


def read_back(session: Session) -> tuple[int, int, int]:
    """How many bids, wishes of the first choice and registrations there are."""
    bids = session.scalars(select(Bid)).all()
    wishes = [wish for bid in bids for wish in bid.dates if wish.choice is Choice.FIRST]
    return len(bids), len(wishes), len(session.scalars(select(Registration)).all())


def write_next_revision(script: Path) -> None:
    """The project's migrations with one more, which rebuilds `bid`, on which much depends."""

    (script / "versions").mkdir(parents=True)
    for source in (paths.MIGRATIONS / "versions").glob("*.py"):
        (script / "versions" / source.name).write_text(source.read_text())
    (script / "env.py").write_text((paths.MIGRATIONS / "env.py").read_text())
    head = max(path.name.split("_")[0] for path in (paths.MIGRATIONS / "versions").glob("*.py"))
    (script / "versions" / "9999_nicknames.py").write_text(
        f"""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = {head!r}


def upgrade():
    with op.batch_alter_table("bid", recreate="auto") as bid:
        bid.add_column(sa.Column("nickname", sa.String(20), server_default="none"))
        bid.alter_column("host_name", type_=sa.String(150), existing_nullable=False)


def downgrade():
    with op.batch_alter_table("bid", recreate="auto") as bid:
        bid.alter_column("host_name", type_=sa.String(120), existing_nullable=False)
        bid.drop_column("nickname")
"""
    )


def test_held_places_become_places_on_the_way_back_and_nothing_is_lost(filled: Session) -> None:
    seminar = filled.scalars(select(Seminar)).one()
    held = make_registration(
        filled, seminar, state=RegistrationState.PROVISIONAL, held_until=NOW + timedelta(hours=1)
    )
    filled.add(
        SecretLink(
            purpose=LinkPurpose.REGISTRATION_BUTTON,
            subject_id=held.id,
            token_hash="0" * 64,
            created_at=NOW,
        )
    )
    filled.commit()
    filled.rollback()

    flask_migrate.downgrade(revision="0004")
    states = filled.execute(text("SELECT state, queue_number FROM registration ORDER BY id")).all()
    assert [tuple(row) for row in states] == [("confirmed", 1), ("confirmed", 2)]
    filled.rollback()

    flask_migrate.upgrade()
    filled.expire_all()
    assert read_back(filled) == (1, 3, 2)
    assert filled.scalars(select(Tour.proof_rule)).one() is ProofRule.USUAL
    assert filled.scalars(select(SecretLink)).all() == []
    with pytest.raises(IntegrityError):
        filled.execute(text("UPDATE registration SET state = 'provisional'"))
    filled.rollback()


def test_the_steps_of_bids_become_lines_of_the_history_and_steps_again(filled: Session) -> None:
    (bid_id,) = filled.scalars(select(Bid.id))
    (seminar_id,) = filled.scalars(select(Seminar.id))
    filled.rollback()
    flask_migrate.downgrade(revision="0009")
    keep_edit(filled, "bid", bid_id, NOW + HOUR)
    keep_edit(filled, "seminar", seminar_id, LATE)
    keep_step(filled, bid_id, "submit", NOW - HOUR, actor="host", note="窓口です")
    keep_step(filled, bid_id, "accept", NOW + HOUR)
    keep_step(filled, bid_id, "planned", LATE - HOUR)
    keep_step(filled, bid_id, "announced", LATE)
    before = steps_kept(filled)
    filled.rollback()

    flask_migrate.upgrade()

    assert [(step.kind, step.note) for step in bid_steps(filled, bid_id)] == [
        ("bid_submitted", "窓口です"),
        ("bid_accepted", ""),
        ("seminar_planned", ""),
        ("seminar_announced", ""),
    ]
    assert {facts(line) for line in lines_kept(filled)} == {
        ("bid_submitted", "bid", bid_id, "host", None, "submitted"),
        ("bid_accepted", "bid", bid_id, "organiser", 2, "accepted"),
        ("seminar_planned", "seminar", seminar_id, "organiser", None, None),
        ("seminar_announced", "seminar", seminar_id, "organiser", 2, None),
    }
    filled.rollback()

    flask_migrate.downgrade(revision="0009")
    assert steps_kept(filled) == before
    kept = filled.execute(text("SELECT kind, subject_kind FROM history ORDER BY id")).all()
    assert [tuple(row) for row in kept] == [("edited", "bid"), ("edited", "seminar")]
    filled.rollback()

    flask_migrate.upgrade()
    assert len(bid_steps(filled, bid_id)) == 4


def test_what_was_told_of_a_seminar_that_is_not_known_is_told_of_the_bid(filled: Session) -> None:
    (bid_id,) = filled.scalars(select(Bid.id))
    filled.rollback()
    flask_migrate.downgrade(revision="0009")
    keep_step(filled, bid_id, "moved", NOW - 365 * 24 * HOUR, note="早すぎる")
    before = steps_kept(filled)
    filled.rollback()

    flask_migrate.upgrade()
    assert [(step.kind, step.note) for step in bid_steps(filled, bid_id)] == [
        ("seminar_moved", "早すぎる")
    ]
    filled.rollback()

    flask_migrate.downgrade(revision="0009")
    assert steps_kept(filled) == before


def keep_step(
    session: Session,
    bid_id: int,
    action: str,
    at: datetime,
    *,
    actor: str = "organiser",
    note: str = "",
) -> None:
    state = "submitted" if action == "submit" else "accepted"
    session.execute(
        text(
            "INSERT INTO bid_step (bid_id, at, actor, action, state, note)"
            " VALUES (:bid_id, :at, :actor, :action, :state, :note)"
        ).bindparams(bindparam("at", type_=UtcDateTime)),
        {
            "bid_id": bid_id,
            "at": at,
            "actor": actor,
            "action": action,
            "state": state,
            "note": note,
        },
    )
    session.commit()


def keep_edit(session: Session, subject_kind: str, subject_id: int, at: datetime) -> None:
    session.add(
        HistoryLine(
            kind="edited",
            subject_kind=subject_kind,
            subject_id=subject_id,
            actor_kind="organiser",
            at=at,
            data={"version": 2},
        )
    )
    session.commit()


def steps_kept(session: Session) -> list[tuple[object, ...]]:
    rows = session.execute(
        text("SELECT bid_id, at, actor, action, state, note FROM bid_step ORDER BY id")
    )
    return [tuple(row) for row in rows]


def lines_kept(session: Session) -> list[HistoryLine]:
    return list(session.scalars(select(HistoryLine)))


def facts(line: HistoryLine) -> tuple[object, ...]:
    said = line.data.get("version"), line.data.get("state")
    return line.kind, line.subject_kind, line.subject_id, line.actor_kind, *said


def test_who_waited_before_there_were_offers_is_known_from_the_history(filled: Session) -> None:
    (seminar,) = filled.scalars(select(Seminar))
    make_registration(filled, seminar)
    waits = make_registration(filled, seminar, state=RegistrationState.WAITING)
    moved, left = (make_registration(filled, seminar) for _ in range(2))
    ids = [row.id for row in (waits, moved, left)]
    for kind, row, data in (
        ("registration_moved_up", moved, {"state": "confirmed"}),
        ("registration_withdrawn", left, {"state": "cancelled", "before": "waiting"}),
    ):
        filled.add(
            HistoryLine(
                kind=kind, subject_kind="registration", subject_id=row.id, at=LATE, data=data
            )
        )
    filled.commit()
    filled.rollback()

    flask_migrate.downgrade(revision="0030")
    flask_migrate.upgrade()
    filled.expire_all()

    known = filled.scalars(select(Registration).where(Registration.waits_since.is_not(None)))
    assert sorted(row.id for row in known) == sorted(ids)
    moved_up = select(Registration.id).where(Registration.moved_up_at == LATE)
    assert list(filled.scalars(moved_up)) == [ids[1]]
    assert filled.scalars(select(Tour.waiting_rule)).one() is WaitingRule.STRAIGHT


def test_offered_places_become_places_on_the_way_back(filled: Session) -> None:
    (seminar,) = filled.scalars(select(Seminar))
    make_registration(filled, seminar, state=RegistrationState.OFFERED)
    filled.rollback()

    flask_migrate.downgrade(revision="0030")
    assert list(filled.execute(text("SELECT state FROM registration")).scalars()) == [
        "confirmed",
        "confirmed",
    ]
    filled.rollback()
    flask_migrate.upgrade()
    with pytest.raises(IntegrityError):
        filled.execute(text("UPDATE registration SET state = 'offered'"))
    filled.rollback()


def test_who_was_let_in_beyond_the_last_place_waits_again_on_the_way_back(filled: Session) -> None:
    (seminar,) = filled.scalars(select(Seminar))
    make_registration(filled, seminar, beyond=True)
    seminar.kept_back = 2
    filled.commit()
    filled.rollback()

    flask_migrate.downgrade(revision="0033")
    states = filled.execute(text("SELECT state FROM registration ORDER BY id")).scalars()
    assert list(states) == ["confirmed", "waiting"]
    assert filled.execute(text("SELECT taken, waiting FROM seminar")).one() == (1, 1)
    filled.rollback()

    flask_migrate.upgrade()
    filled.expire_all()
    assert (seminar.kept_back, seminar.beyond) == (0, 0)
    with pytest.raises(IntegrityError):
        filled.execute(text("UPDATE seminar SET kept_back = capacity"))
    filled.rollback()
