"""What the lines of a file say."""

from seminar_service.domain.vocabulary import Industry, RegistrationSource
from seminar_service.web.organisers.registrations.import_lines import read_file
from tests.web.conftest import Page

HEAD = ["Name", "Email address", "Telephone or fax number", "Industry"]


def test_lines_are_read_as_the_form_reads_them(page: Page) -> None:
    with page():
        found = read_file(
            [HEAD, [], ["山田　花子", "Ｈanako@example.jp", "０３（３５８１）１１０１", "製造業"]],
            {},
            "abc",
        )

    (line,) = found.good
    assert (line.number, line.public_id) == (3, "abc")
    person = line.applicant
    assert (person.name, person.email) == ("山田 花子", "Hanako@example.jp")
    assert (person.telephone, person.industry) == ("03-3581-1101", Industry.MANUFACTURING)
    assert (person.source, person.locale) == (RegistrationSource.FILE, "ja")


def test_short_lines_and_faults_are_told_by_column(page: Page) -> None:
    with page():
        found = read_file(
            [HEAD, ["山田"], ["", "x"], ["青木", "a@example.jp", "1", "錬金術"]], {}, "a"
        )

    assert not found.is_good
    assert [[fault.column for fault in each.faults] for each in found.lines] == [
        ["Telephone or fax number"],
        ["Name", "Email address"],
        ["Industry", "Telephone or fax number"],
    ]
    assert found.lines[2].faults[0].value == "錬金術"


def test_a_seminar_is_named_by_its_public_id_first(page: Page) -> None:
    with page():
        rows = [
            ["Seminar", *HEAD[:2]],
            ["x1 6 Oct", "山田", "a@example.jp"],
            ["x2", "山田", "a@example.jp"],
        ]
        found = read_file(rows, {"x1": "x1"}, "")

    assert [line.public_id for line in found.good] == ["x1"]
    assert found.lines[1].faults[0].column == "Seminar"
