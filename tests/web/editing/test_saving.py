"""Two people save the same form, one after the other: the second sees both, and nothing is lost."""

import pytest
from sqlalchemy.orm import Session

from tests.web.editing import things
from tests.web.editing.browsers import Sent, form_of, marks
from tests.web.editing.things import Browser, Make

every_thing = pytest.mark.parametrize("make", things.OF_THE_STAFF, ids=lambda make: make.__name__)


def changed(sent: Sent, changes: things.Changes) -> Sent:
    entered = {
        name: value if isinstance(value, list) else [value] for name, value in changes.items()
    }
    return sent | entered


@every_thing
def test_the_second_sees_what_the_first_changed_and_both_are_kept(
    session: Session, browser: Browser, make: Make
) -> None:
    thing = make(session)
    first, second = browser(thing, "first"), browser(thing, "second")
    shown_first, shown_second = first.get(thing.address).text, second.get(thing.address).text

    saved = first.post(thing.address, data=changed(form_of(shown_first), thing.theirs))
    answer = second.post("/en" + thing.address, data=changed(form_of(shown_second), thing.mine))

    assert saved.status_code == 303
    assert answer.status_code == 409
    assert sorted(marks(answer.text).values()) == ["mine", "theirs"]
    assert "Changed by first" in answer.text
    again = second.post(thing.address, data=form_of(answer.text))
    assert again.status_code == 303
    session.expire_all()
    said = thing.said()
    assert {name: said[name] for name in thing.kept} == thing.kept


@every_thing
@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_where_both_changed_a_field_the_second_chooses(
    session: Session, browser: Browser, make: Make, choice: str
) -> None:
    thing = make(session)
    first, second = browser(thing, "first"), browser(thing, "second")
    shown = second.get(thing.address).text
    first.post(thing.address, data=form_of(shown) | {thing.shared: [thing.shared_theirs]})
    answer = second.post(thing.address, data=form_of(shown) | {thing.shared: [thing.shared_mine]})

    assert answer.status_code == 409
    assert list(marks(answer.text).values()) == ["both"]
    offered = form_of(answer.text)
    assert offered[thing.shared] == [thing.shared_mine]
    assert offered[f"take-{thing.shared}"] == ["mine"]
    again = second.post(thing.address, data=offered | {f"take-{thing.shared}": [choice]})
    assert again.status_code == 303
    session.expire_all()
    wanted = thing.shared_mine if choice == "mine" else thing.shared_theirs
    assert thing.said()["shared"] == wanted


@every_thing
def test_the_same_change_by_both_is_simply_saved(
    session: Session, browser: Browser, make: Make
) -> None:
    thing = make(session)
    client = browser(thing, "first")
    entered = changed(form_of(client.get(thing.address).text), thing.theirs)

    assert client.post(thing.address, data=entered).status_code == 303
    assert client.post(thing.address, data=entered).status_code == 303

    session.expire_all()
    assert thing.row.version == 3


@every_thing
@pytest.mark.parametrize(
    "version", [None, "", "0", "-1", "2", "999999999", "9" * 30, "1.0", "x", "²", "１"]
)
def test_a_version_that_is_not_the_rows_saves_nothing(
    session: Session, browser: Browser, make: Make, version: str | None
) -> None:
    thing = make(session)
    client = browser(thing, "first")
    before = thing.said()
    entered = changed(form_of(client.get(thing.address).text), thing.mine)
    entered["version"] = [] if version is None else [version]

    answer = client.post(thing.address, data=entered)

    assert answer.status_code == 409
    session.expire_all()
    assert thing.said() == before
    assert client.post(thing.address, data=form_of(answer.text)).status_code == 303
