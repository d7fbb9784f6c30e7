"""The history in words."""

from dataclasses import replace

import pytest

from seminar_service.domain.actors import ActorKind
from seminar_service.domain.history import HistoryKind, RefusalReason, SubjectKind
from seminar_service.overview.history import ShownLine
from seminar_service.web import history_words as says
from tests.conftest import NOW
from tests.web.conftest import Page

LINE = ShownLine(
    kind=HistoryKind.EDITED,
    at=NOW,
    actor_kind=ActorKind.HOST,
    actor=None,
    subject_kind=SubjectKind.BID,
    subject_id=7,
    subject=None,
    data={},
)


def test_everything_that_can_happen_and_everybody_who_acts_has_words() -> None:
    assert set(says.KINDS) == set(HistoryKind)
    assert set(says.REASONS) == set(RefusalReason)
    assert set(says.ACTORS) == set(ActorKind)
    # an account is called by its name
    assert set(says.SUBJECTS) == set(SubjectKind) - {SubjectKind.ACCOUNT}


def test_an_account_is_told_by_name_a_party_by_what_it_is_and_a_stranger_as_one(
    page: Page,
) -> None:
    with page():
        assert says.actor_name(replace(LINE, actor="Hanako")) == "Hanako"
        assert says.actor_name(LINE) == "Host"
        assert says.actor_name(replace(LINE, actor_kind=None)) == "Not logged in"


def test_what_it_happened_to_is_told_by_name_or_by_kind_and_number(page: Page) -> None:
    account = replace(LINE, subject_kind=SubjectKind.ACCOUNT, subject_id=None)
    with page():
        assert says.subject_name(replace(LINE, subject="Hanako")) == "Hanako"
        assert says.subject_name(LINE) == "Bid 7"
        assert says.subject_name(replace(LINE, subject_id=None)) == "Bid"
        assert says.subject_name(account) == "Unknown account"


def test_what_a_later_release_wrote_is_told_as_it_is_kept(page: Page) -> None:
    with page():
        assert says.kind_name("questionnaire_sent") == "questionnaire_sent"
        assert says.subject_name(replace(LINE, subject_kind="questionnaire")) == "questionnaire 7"
        assert says.actor_name(replace(LINE, actor_kind="robot")) == "Not logged in"
        assert says.details(replace(LINE, data={"reason": "moonlight"})) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"reason": "account_closed"}, ["the account is closed"]),
        ({"browser": "Firefox", "system": "Linux"}, ["Firefox on Linux"]),
        ({"after": ["clerk"]}, ["Clerk"]),
        ({"before": ["clerk"], "after": ["planner", "viewer"]}, ["Clerk, now Planner, Viewer"]),
        ({"before": ["clerk"], "after": []}, ["Clerk, now no role"]),
        ({}, []),
    ],
)
def test_what_else_is_known_is_told(page: Page, data: dict[str, object], said: list[str]) -> None:
    with page():
        assert says.details(replace(LINE, data=data)) == said
