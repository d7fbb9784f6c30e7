"""Transactions of those who read first and write later."""

import ast
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

import seminar_service
from seminar_service.accounts.model import Role
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.storage.transaction import (
    TransactionInProgressError,
    joint_transaction,
    rehearsal,
    transaction,
)
from seminar_service.work.model import Job

Opening = Callable[[Session], AbstractContextManager[Session]]
NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def add_role(session: Session, name: str) -> None:
    with transaction(session):
        session.add(Role(name=name))


def add_role_and_call(
    session: Session, called: Callable[[Session], None], opening: Opening = transaction
) -> None:
    """A use case that calls something once the database knows its first change."""
    with opening(session):
        session.add(Role(name="outer"))
        session.flush()
        called(session)


def add_role_jointly(session: Session) -> None:
    with joint_transaction(session):
        session.add(Role(name="inner"))


def names(session: Session) -> set[str]:
    return set(session.scalars(select(Role.name)))


def test_somebody_who_has_read_may_write_although_another_wrote_meanwhile(engine: Engine) -> None:
    make = make_session_factory(engine)
    with make() as first, make() as second:
        assert names(first) == set()
        add_role(second, "meanwhile")
        first.add(Role(name="later"))
        first.commit()
        assert names(first) == {"meanwhile", "later"}


def test_what_was_changed_before_is_committed_along(engine: Engine) -> None:
    make = make_session_factory(engine)
    with make() as first, make() as second:
        add_role(first, "before")
        role = first.scalars(select(Role)).one()
        role.description = "changed by a library"
        add_role(second, "meanwhile")
        with joint_transaction(first):
            first.execute(text("DELETE FROM role WHERE name = 'meanwhile'"))
        second.rollback()
        assert names(second) == {"before"}
        assert second.scalars(select(Role.description)).all() == ["changed by a library"]


def test_an_error_takes_what_was_changed_before_back_too(engine: Engine) -> None:
    def fail(session: Session) -> None:
        with joint_transaction(session):
            raise InterruptedError

    with make_session_factory(engine)() as session:
        session.add(Role(name="lost"))
        with pytest.raises(InterruptedError):
            fail(session)
        assert names(session) == set()


def test_what_was_written_by_a_statement_is_not_lost_by_the_next_flush(engine: Engine) -> None:
    with make_session_factory(engine)() as session:
        assert names(session) == set()
        session.execute(text("INSERT INTO role (name, description) VALUES ('stated', '')"))
        session.add(Role(name="flushed"))
        session.commit()
        assert names(session) == {"stated", "flushed"}


def test_many_readers_who_write_at_once_all_succeed(engine: Engine) -> None:
    make = make_session_factory(engine)

    def read_then_write(number: int) -> None:
        with make() as session:
            session.scalars(select(Job)).all()
            session.add(Role(name=f"role {number}"))
            session.commit()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(read_then_write, range(40)))
    with make() as session:
        assert len(names(session)) == 40


@pytest.mark.parametrize("opening", [transaction, joint_transaction])
@pytest.mark.parametrize("called", [lambda session: add_role(session, "inner"), add_role_jointly])
def test_a_use_case_within_another_ones_transaction_is_a_mistake_of_the_program(
    engine: Engine, opening: Opening, called: Callable[[Session], None]
) -> None:
    with make_session_factory(engine)() as session:
        with pytest.raises(TransactionInProgressError):
            add_role_and_call(session, called, opening)
        assert names(session) == set()


def test_a_use_case_within_another_ones_transaction_takes_nothing_of_it_away(
    engine: Engine,
) -> None:
    def call_and_go_on(session: Session) -> None:
        with pytest.raises(TransactionInProgressError):
            add_role(session, "inner")

    with make_session_factory(engine)() as session:
        add_role_and_call(session, call_and_go_on)
        assert names(session) == {"outer"}


def test_one_use_case_may_follow_another_also_after_a_failure(engine: Engine) -> None:
    with make_session_factory(engine)() as session:
        with pytest.raises(TransactionInProgressError):
            add_role_and_call(session, add_role_jointly)
        add_role(session, "next")
        add_role_jointly(session)
        assert names(session) == {"next", "inner"}


def test_nothing_of_what_is_rehearsed_is_kept_and_it_is_no_use_case_within_another(
    engine: Engine,
) -> None:
    with make_session_factory(engine)() as session:
        with rehearsal(session):
            session.add(Role(name="rehearsed"))
            session.flush()
            assert names(session) == {"rehearsed"}
            with pytest.raises(TransactionInProgressError):
                add_role(session, "inner")
        assert names(session) == set()
        add_role(session, "next")
        assert names(session) == {"next"}


def writes(function: ast.FunctionDef) -> bool:
    source = ast.unparse(function)
    return bool(
        re.search(r"session\.(add|add_all|delete|flush)\(|\b(update|insert|delete)\(", source)
    )


def says_that_it_is_a_part(node: ast.FunctionDef | ast.Module) -> bool:
    words = " ".join((ast.get_docstring(node) or "").split()).lower()
    return bool(re.search(r"parts? of (a|the callers?\W+s?) ?transactions?", words))


def public_functions_with_a_session(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            arguments = {argument.arg for argument in node.args.args}
            if "session" in arguments:
                yield node


def unclear_functions(module: Path) -> list[str]:
    """What writes in a module, opens no transaction, and does not say that it is a part of one."""
    tree = ast.parse(module.read_text())
    if says_that_it_is_a_part(tree):
        return []
    return [
        f"{module.stem}.{function.name}"
        for function in public_functions_with_a_session(tree)
        if writes(function)
        and not re.search(r"(transaction|rehearsal)\(session\)", ast.unparse(function))
        and not says_that_it_is_a_part(function)
    ]


def test_whatever_writes_opens_its_transaction_or_says_that_it_is_a_part_of_one() -> None:
    modules = Path(seminar_service.__file__).parent.rglob("*.py")
    asked = [each for each in modules if not {"migrations", "models"} & set(each.parts)]
    assert [name for module in asked for name in unclear_functions(module)] == []
