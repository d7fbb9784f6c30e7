"""What is told to the desk is nowhere else: a word in every secret field, looked for everywhere."""

import base64
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import LargeBinary
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session
from structlog.typing import EventDict

from seminar_service.accounts.model import RoleName
from seminar_service.config import Settings
from seminar_service.consultations import (
    attachments,
    handovers,
    reading,
    rotation,
    services,
    steps,
)
from seminar_service.consultations.attachments import OpenedFile
from seminar_service.consultations.handovers import SheetDetails
from seminar_service.consultations.model import Case
from seminar_service.consultations.reading import Reader
from seminar_service.consultations.values import (
    CaseFacts,
    CaseSecrets,
    Channel,
    Client,
    ContactWay,
    Receiver,
)
from seminar_service.domain.uploads import UploadKind
from seminar_service.storage.base import Base
from tests.consultations.support import SEAL, STAFF, head, make_case, make_expert
from tests.factories import NOW
from tests.security.ground import MADE_UP, Ground, lay_ground
from tests.security.walk import DESK, ENDINGS, OFFICE, Walker, addresses, url
from tests.web.accounts.support import SignIn

CANARY = "カナリア配合canary7391"
WORDS = (CANARY, CANARY.encode().hex(), base64.b64encode(CANARY.encode()).decode().rstrip("=")[:-1])
SECRETS = CaseSecrets(
    Client(
        name=f"{CANARY}氏",
        company=f"{CANARY}株式会社",
        email="canary7391@example.jp",
        telephone="03-7391-7391",
    ),
    matter=f"{CANARY}を持ち出された",
    next_step=f"{CANARY}を確かめる",
)
TOLD = (*WORDS, "canary7391", "7391-7391", json.dumps(CANARY)[1:-1])
CLIENT_CARD = "What was told is not shown"
LEAST = 20
"""So many addresses each role may read at least: else the walk has seen too little."""


@pytest.fixture
def told() -> Iterator[list[str]]:
    """All that is logged."""
    lines: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record) + str(record.__dict__))

    keeper = Keeper()
    before = structlog.get_config()["processors"]

    def note(_logger: object, _name: str, event: EventDict) -> EventDict:
        lines.append(str(event))
        return event

    structlog.configure(processors=[note, *before])
    logging.getLogger().addHandler(keeper)
    yield lines
    logging.getLogger().removeHandler(keeper)
    structlog.configure(processors=before)


@pytest.fixture
def case(session: Session) -> Case:
    """A case of another expert with the word in every field that lies under seal."""
    row, who = make_case(session, make_expert(session), secrets=SECRETS), head(session)
    _work_on(session, row, who)
    return row


def _work_on(session: Session, row: Case, who: Reader) -> None:
    """Everything that is done with a case and tells more."""
    facts = CaseFacts(Channel.VISIT)
    opened = {"reader": who, "seal": SEAL, "actor": STAFF, "now": NOW}
    services.edit_case(session, row.id, facts, SECRETS, due_on=None, version=None, **opened)  # type: ignore[arg-type]
    steps.note_contact(
        session,
        row.id,
        form_key="canary",
        at=NOW,
        way=ContactWay.TELEPHONE,
        minutes=10,
        note=CANARY,
        **opened,  # type: ignore[arg-type]
    )
    file = OpenedFile(f"{CANARY}.pdf", UploadKind.PDF, b"%PDF-" + CANARY.encode())
    attachments.add_file(session, row.id, file, **opened)  # type: ignore[arg-type]
    sheet = SheetDetails(Receiver.IPA, "", CANARY, NOW.date(), ContactWay.MAIL)
    key = handovers.compose(session, row.id, sheet, **opened)  # type: ignore[arg-type]
    done = {name: value for name, value in opened.items() if name != "seal"}
    handovers.hand_over(session, row.id, key, version=1, **done)  # type: ignore[arg-type]
    reading.read(session, row.id, who, **{k: v for k, v in opened.items() if k != "reader"})  # type: ignore[arg-type]


def found_in(text: str) -> list[str]:
    """Which of the words a text shows."""
    return [word for word in TOLD if word in text]


def test_the_word_can_be_read_by_those_for_whom_it_is(session: Session, case: Case) -> None:
    """A control: it is there."""
    who = {"seal": SEAL, "actor": STAFF, "now": NOW}
    opened = reading.read(session, case.id, head(session), **who)  # type: ignore[arg-type]
    assert opened.secrets == SECRETS
    assert [each.note for each in opened.contacts] == [CANARY]
    assert [each.name for each in opened.files] == [f"{CANARY}.pdf"]


@pytest.mark.usefixtures("case")
def test_no_column_of_any_table_holds_it(session: Session) -> None:
    rotation.rotate(session, seal=SEAL, actor=STAFF, now=NOW)
    for table in Base.metadata.sorted_tables:
        for row in session.execute(table.select()):
            for column, value in zip(table.c, row, strict=True):
                if isinstance(column.type, LargeBinary) and value:
                    assert CANARY.encode() not in value, column
                assert not found_in(str(value)), column


@pytest.mark.usefixtures("case")
def test_no_file_of_the_installation_holds_it(settings: Settings) -> None:
    parts = make_url(settings.database_url)
    files = [each for each in settings.instance.rglob("*") if each.is_file()]
    if parts.get_backend_name() == "sqlite":
        files += Path(str(parts.database)).parent.glob(Path(str(parts.database)).name + "*")
        assert files
    for file in files:
        content = file.read_bytes()
        assert not [word for word in TOLD if word.encode() in content], file


def test_no_log_tells_it(told: list[str], session: Session, case: Case) -> None:
    _work_on(session, case, head(session))
    assert any("case_read" in line for line in told), "the log has heard nothing"
    assert not [line for line in told if found_in(line)]


@pytest.fixture
def ground(session: Session, settings: Settings) -> Ground:
    return lay_ground(session, settings)


@pytest.mark.parametrize("role", [None, *OFFICE, DESK[0]])
def test_no_page_shows_it_to_anybody_else(
    app: Flask, ground: Ground, case: Case, sign_in: SignIn, role: str | None
) -> None:
    """Of every address, whatever comes of asking it: pages, exports, calendars, errors."""
    client: FlaskClient = sign_in(RoleName(role)) if role else app.test_client()
    walker, seen = Walker(client), 0
    arguments = ground.arguments | {"token": MADE_UP, "case_id": case.id, "session_id": 1}
    for address in addresses():
        if address.rule in ENDINGS:
            continue
        for method in ("GET", "POST"):
            response = walker.request(method, url(app, address, arguments))
            seen += response.status_code == 200
            assert not found_in(response.get_data(as_text=False).decode(errors="replace")), address
            response.close()
    assert seen >= LEAST
    own = ("GET", f"/en/desk/cases/{case.id}")
    is_there = CLIENT_CARD in walker.request(*own).text
    assert is_there is (role == DESK[0])


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize("words", [CANARY, "canary7391", "7391", f"{CANARY}を持ち出された"])
def test_no_search_of_the_office_finds_it(case: Case, sign_in: SignIn, words: str) -> None:
    client = sign_in(RoleName.ADMIN)
    for page in ("registrations", "history", "mail"):
        text = client.get(f"/organiser/{page}", query_string={"q": words}).text
        assert case.reference not in text.replace(words, "")


def test_what_goes_wrong_with_it_in_hand_tells_nothing(
    app: Flask, sign_in: SignIn, told: list[str], case: Case
) -> None:
    """The page of a fault, where the keys do not open what is kept, and what is logged of it."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    case.client = case.matter = "gAAAAA" + "x" * 100
    client = sign_in(RoleName.DESK_HEAD)
    for path in (f"/desk/cases/{case.id}", f"/desk/cases/{case.id}/edit", "/desk/cases/99999"):
        assert not found_in(client.get(path).text)
    assert not [line for line in told if found_in(line)]
