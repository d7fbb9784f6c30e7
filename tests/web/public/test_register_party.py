"""Registering several people of a company on the public page."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode, Audience, SharedWithHost
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations.model import Party, Registration
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import make_question, make_registration
from tests.web.editing.browsers import form_of
from tests.web.public.conftest import Announce, page, text_of

ENTERED: dict[str, Any] = {
    "contact_name": "窓口 花子",
    "contact_email": "contact@example.jp",
    "company": "例示工業",
    "people-0-name": "甲 一",
    "people-0-participant_kind": "executive",
    "people-0-email": "kou@example.jp",
    "people-1-name": "乙 二",
    "people-1-participant_kind": "engineer",
    "consent": "y",
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


def address(seminar: Seminar) -> str:
    return f"/en/seminars/{seminar.public_id}/register/party"


def rows(session: Session) -> list[Registration]:
    session.rollback()
    return list(session.scalars(select(Registration).order_by(Registration.id)))


def send(client: FlaskClient, seminar: Seminar, **changed: Any) -> Any:
    """Fill in, check, and send what the page to check holds."""
    checked = client.post(address(seminar), data=ENTERED | changed | {"step": "check"})
    assert checked.status_code == 200, checked.text
    sent = form_of(checked.text, "form_key")
    return client.post(address(seminar), data=sent | {"step": ["send"]})


def test_the_page_to_check_shows_everybody_and_sending_it_leads_to_the_group(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    question = make_question(session, seminar.tour, kind=QuestionKind.LINE)
    there = client.get(f"/en/seminars/{seminar.public_id}/register").text
    assert f'href="{address(seminar)}"' in there
    assert "Person 2: Name" in text_of(client.get(address(seminar)))
    own = {f"people-1-q{question.id}": "卵なし"}
    checked = client.post(address(seminar), data=ENTERED | own | {"step": "check"})
    text = text_of(checked)
    for part in ("Nothing has been sent yet.", "甲 一", "乙 二", "kou@example.jp", "卵なし"):
        assert part in text

    answer = send(client, seminar, **own)

    assert answer.status_code == 303
    first, second = rows(session)
    assert (first.email, second.email) == ("kou@example.jp", "contact@example.jp")
    assert [each.text for each in second.answers] == ["卵なし"]
    shown = text_of(client.get(answer.location))
    for part in ("The registrations of your group have arrived", "甲 一", "乙 二"):
        assert part in shown


def test_what_host_and_advisers_may_read_holds_for_everybody(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    send(client, seminar, shared_with_host="name_and_company")
    agreed = SharedWithHost.NAME_AND_COMPANY
    assert [row.shared_with_host for row in rows(session)] == [agreed, agreed]


def test_sent_twice_it_is_one_group(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    checked = client.post(address(seminar), data=ENTERED | {"step": "check"})
    sent = form_of(checked.text, "form_key") | {"step": ["send"]}

    answers = [client.post(address(seminar), data=sent) for _ in range(2)]

    assert [each.status_code for each in answers] == [303, 303]
    assert len(session.scalars(select(Party)).all()) == 1
    assert len(rows(session)) == 2


def test_a_row_is_added_by_a_button_and_nothing_entered_is_lost(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    added = client.post(address(seminar), data=ENTERED | {"step": "add"})

    entered = form_of(added.text, "contact_name")
    assert (entered["people-1-name"], entered["people-2-name"]) == (["乙 二"], [""])
    assert rows(session) == []
    back = client.post(address(seminar), data=ENTERED | {"step": "edit"})
    assert form_of(back.text, "contact_name")["people-0-email"] == ["kou@example.jp"]


def test_mistakes_come_back_at_their_person(client: FlaskClient, seminar: Seminar) -> None:
    wrong = ENTERED | {"people-1-name": "", "people-0-email": "nobody", "step": "check"}
    answer = client.post(address(seminar), data=wrong)

    assert answer.status_code == 422
    assert "Person 2: Name" in answer.text
    assert 'href="#people-0-email"' in answer.text
    slip = client.post(
        address(seminar), data=ENTERED | {"people-0-email": "kou@gmial.com", "step": "check"}
    )
    assert "kou@gmail.com" in slip.text


def test_who_is_registered_already_and_a_full_company_are_said_at_their_fields(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar, name_key="甲一", email_key="kou@example.jp", company="他社")
    known = send(client, seminar)
    assert known.status_code == 409
    assert "This person is registered already" in known.text

    seminar.company_limit = 1
    session.commit()
    full = send(client, seminar, **{"people-0-email": "new@example.jp"})
    assert full.status_code == 409
    assert "so 1 more of yours" in full.text
    assert 'value="乙 二"' in full.text
    assert len(rows(session)) == 1


def test_a_mailbox_that_bears_no_more_is_said_on_the_page_to_check(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    for number in range(5):
        send(
            client,
            seminar,
            contact_email=f"c{number}@example.jp",
            **{"people-0-name": f"人 {number}", "people-0-email": "victim@example.jp"},
        )
    before = len(rows(session))

    refused = send(
        client, seminar, **{"people-0-name": "人 六", "people-0-email": "victim@example.jp"}
    )

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert 'value="victim@example.jp"' in refused.text
    assert len(rows(session)) == before


def test_where_no_groups_are_taken_everybody_registers_alone(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    seminar.tour.party_limit = 1
    session.commit()

    assert client.get(address(seminar)).status_code == 303
    there = client.get(f"/en/seminars/{seminar.public_id}/register").text
    assert "/register/party" not in there


def test_what_takes_nobody_says_so_and_other_methods_are_refused(
    client: FlaskClient, announce: Announce
) -> None:
    over = announce(state=SeminarState.CLOSED)
    assert client.get(address(over)).status_code == 409
    assert client.post(address(over), data=ENTERED).status_code == 409
    assert client.get("/en/seminars/nobodys1/register/party").status_code == 404
    assert client.put(address(over)).status_code == 405


def test_a_single_registration_of_a_full_company_is_refused_with_what_to_do(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    seminar.tour.company_limit = 1
    session.commit()
    make_registration(session, seminar, company="(株)例示工業")
    alone = f"/en/seminars/{seminar.public_id}/register"
    entered = {
        "name": "丙",
        "email": "hei@example.jp",
        "company": "例示工業",
        "participant_kind": "executive",
        "consent": "y",
    }
    sent = form_of(client.post(alone, data=entered).text, "form_key")

    answer = client.post(alone, data=sent | {"step": ["send"]})

    assert answer.status_code == 409
    assert "hand the place over" in answer.text
    assert page(client.get(alone)) is not None


def test_a_group_of_members_enters_the_code_of_the_host_once(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    seminar.audience, seminar.access_code = Audience.MEMBERS, "c7d8-f9gh"
    session.commit()
    for step in ("check", "send"):
        data = ENTERED | {"step": step, "access_code": "wrong-one", "form_key": "k" * 32}
        answer = client.post(address(seminar), data=data)
        assert answer.status_code == 422
        assert "This is not the code of the host." in answer.text
    assert rows(session) == []

    assert send(client, seminar, access_code="C7D8 F9GH").status_code == 303

    assert len(rows(session)) == 2


def test_each_of_a_group_may_attend_in_the_own_way(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    assert "How this person attends" not in client.get(address(seminar)).text
    seminar.online_capacity = 2
    session.commit()
    assert "Person 2: How this person attends" in client.get(address(seminar)).text
    ways = {"mode": "on_site", "people-0-mode": "", "people-1-mode": "online"}

    answer = send(client, seminar, **ways)

    online, on_site = AttendanceMode.ONLINE, AttendanceMode.ON_SITE
    assert [row.mode for row in rows(session)] == [on_site, online]
    shown = text_of(client.get(answer.location))
    assert shown.index("At the venue") < shown.index("乙 二")


def test_who_attends_in_different_ways_cannot_wait_together(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    seminar.online_capacity = 2
    session.commit()
    ways = {"mode": "online", "people-1-mode": "on_site", "goes_together": "y", "step": "check"}
    answer = client.post(address(seminar), data=ENTERED | ways)
    assert answer.status_code == 422
    assert "This is possible where all attend in the same way" in text_of(answer)
    assert "乙 二" in answer.text
    alike = ways | {"people-1-mode": "online"}
    assert client.post(address(seminar), data=ENTERED | alike).status_code == 200


def test_online_places_that_went_while_somebody_filled_in_are_told(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    ways = {"people-1-mode": "online", "step": "send", "form_key": "k" * 32}
    answer = client.post(address(seminar), data=ENTERED | ways)
    assert answer.status_code == 409
    assert "can no longer be attended online" in answer.text
    assert rows(session) == []


def test_who_is_only_set_to_attend_online_is_nobody(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    seminar.online_capacity = 2
    session.commit()
    nobody = {"people-1-name": "", "people-1-participant_kind": "", "people-1-mode": "online"}
    send(client, seminar, mode="on_site", **nobody)
    assert [row.name for row in rows(session)] == ["甲 一"]
