"""The office writes to some, brings people in from a file, and takes lists out again."""

import csv
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO

from openpyxl import load_workbook
from sqlalchemy import select

from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.notices.values import Letter
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.web.downloads import FileKind
from tests.browser import office_steps, steps
from tests.browser.groundwork import rows_of
from tests.browser.mails import invitation_in, link_in
from tests.browser.postbox import Postbox
from tests.browser.registration_ground import RegistrationGround
from tests.browser.service import Installation, Service
from tests.browser.steps import Person
from tests.browser.visitor import Visitor
from tests.factories import make_registration

READER = Person("参加 一郎", "ichiro@example.jp")
ENGLISH_READER = Person("Jane Smith", "jane@example.jp")
NEW = (
    Person("新人 一郎", "new1@example.jp"),
    Person("新人 二郎", "new2@example.jp"),
    Person("新人 三郎", "new3@example.jp"),
)
FORMULA = "=1+1工業"
LETTERS = {
    Locale.JA: Letter(
        "会場変更のお知らせ", "{氏名} 様\n\n3階から5階に変わります。\n\n{専用リンク}"
    ),
    Locale.EN: Letter("Another room", "Dear {name},\n\nthe fifth floor, not the third.\n\n{link}"),
}
HAS_PLACE = "You have a place: %(title)s"
WAITS = "You are on the waiting list: %(title)s"


def lay_people(installation: Installation, ground: RegistrationGround) -> None:
    """Two who shall be written to, and around them some who differ from them in one thing each."""
    first, second = (each.public_id for each in ground.seminars)
    with rows_of(installation) as session:
        seminars = {each.public_id: each for each in session.scalars(select(Seminar))}
        for person, locale in ((READER, Locale.JA), (ENGLISH_READER, Locale.EN)):
            values = {"name": person.name, "email": person.email, "email_key": person.email}
            make_registration(session, seminars[first], locale=locale.value, **values)
        make_registration(session, seminars[first], participant_kind=ParticipantKind.ENGINEER)
        make_registration(session, seminars[first], state=RegistrationState.CANCELLED)
        make_registration(session, seminars[second])
        session.commit()


class OfficeStory:
    """A message, a file that is wrong and one that is right, and lists.

    The chapters are told in the order in which they stand here.
    """

    def __init__(
        self,
        installation: Installation,
        service: Service,
        visit: Callable[[Locale], Visitor],
        ground: RegistrationGround,
        locale: Locale,
    ) -> None:
        self._installation = installation
        self._ground = ground
        self._first, self._second = ground.seminars
        self._clerk, self._reader = visit(locale), visit(Locale.JA)
        self._words = self._clerk.words
        self._post = Postbox(service, self._words)
        steps.log_in(self._clerk)

    def a_message_reaches_those_for_whom_all_of_the_filter_holds(self) -> None:
        """Each in the own language, with a link of their own."""
        office_steps.write_to(self._clerk, self._ground.year, self._first, LETTERS)
        office_steps.send_to(self._clerk, 2)
        told = self._post.next(READER.email, LETTERS[Locale.JA].subject)
        self._post.next(ENGLISH_READER.email, LETTERS[Locale.EN].subject)
        self._reader.open(link_in(told, "/registrations/"))
        self._reader.sees(READER.name)
        self._nobody_else_is_written_to()

    def a_file_with_a_wrong_line_brings_nobody_in(self) -> None:
        """The page names line, column and what stands there."""
        wrong = [(NEW[0].name, NEW[0].email), (NEW[1].name, "new2.example.jp")]
        office_steps.look_at_file(self._clerk, self._second, self._file(wrong))
        self._clerk.sees(self._words("Nothing can be brought in yet"))
        self._clerk.sees("new2.example.jp")
        assert not self._registered(NEW)

    def a_good_file_is_looked_at_and_brought_in(self) -> None:
        """Two get the places that are left, and the third waits; each is told."""
        people = [(person.name, person.email) for person in NEW]
        office_steps.look_at_file(self._clerk, self._second, self._file(people))
        fates = ("gets a place", "gets a place", "goes on the waiting list")
        for person, fate in zip(NEW, fates, strict=True):
            office_steps.foresees(self._clerk, person, fate)
        assert not self._registered(NEW)
        office_steps.bring_in(self._clerk)
        for person in NEW[:2]:
            invitation = self._post.next_invitation(person.email, HAS_PLACE)
            assert (invitation.method, invitation.entry.uid) == ("REQUEST", self._second.uid)
        assert invitation_in(self._post.next(NEW[2].email, WAITS)) is None
        assert self._registered(NEW) == {
            NEW[0].email: RegistrationState.CONFIRMED,
            NEW[1].email: RegistrationState.CONFIRMED,
            NEW[2].email: RegistrationState.WAITING,
        }

    def the_list_is_taken_out_in_both_kinds_of_file(self) -> None:
        """Both name the same people in the same order; only the CSV file disarms formulas."""
        file = office_steps.take_out(self._clerk, self._second, FileKind.CSV)
        written = list(csv.reader(StringIO(file.decode("utf-8-sig"), newline="")))
        file = office_steps.take_out(self._clerk, self._second, FileKind.XLSX)
        sheet = load_workbook(BytesIO(file)).worksheets[0]
        kept = [list(row) for row in sheet.iter_rows(values_only=True)]
        assert written[0] == kept[0]
        assert self._column(written, "Email address") == self._column(kept, "Email address")
        assert {person.email for person in NEW} < set(self._column(kept, "Email address"))
        assert self._column(written, "Company or organisation").count(f"'{FORMULA}") == len(NEW)
        assert self._column(kept, "Company or organisation").count(FORMULA) == len(NEW)

    def _nobody_else_is_written_to(self) -> None:
        self._clerk.open(self._clerk.page.url)
        recipients = self._clerk.page.locator("#recipients tbody th")
        assert sorted(recipients.all_inner_texts()) == sorted([READER.name, ENGLISH_READER.name])
        for person, locale in ((READER, Locale.JA), (ENGLISH_READER, Locale.EN)):
            assert self._post.recipients(LETTERS[locale].subject) == [person.email]

    def _file(self, people: Sequence[tuple[str, str]]) -> str:
        """A CSV file as the office has it, with its head in the language of the office."""
        written = StringIO(newline="")
        writer = csv.writer(written)
        head = ("Name", "Email address", "Company or organisation", "Language of emails")
        writer.writerow(self._words(each) for each in head)
        language = {Locale.JA: "日本語", Locale.EN: "English"}[self._words.locale]
        writer.writerows((name, email, FORMULA, language) for name, email in people)
        return written.getvalue()

    def _column(self, rows: Sequence[Sequence[object]], name: str) -> list[object]:
        place = list(rows[0]).index(self._words(name))
        return [row[place] for row in rows[1:]]

    def _registered(self, people: Sequence[Person]) -> dict[str, RegistrationState]:
        addresses = [person.email for person in people]
        with rows_of(self._installation) as session:
            found = select(Registration).where(Registration.email.in_(addresses))
            return {row.email: row.state for row in session.scalars(found)}
