"""Questions about what can hardly be meant: asked once for each value, never a refusal."""

from collections.abc import Iterator

from werkzeug.datastructures import MultiDict
from wtforms import IntegerField

from seminar_service.web.questions import AsksBack, Question
from tests.web.conftest import Page


class Room(AsksBack):
    """A form with two numbers; few seats are odd, and more people than seats."""

    seats = IntegerField()
    people = IntegerField()

    def questions(self) -> Iterator[Question]:
        """What is odd."""
        if self.seats.data < 5:
            yield Question("few", (self.seats,), "Few.")
        if self.people.data > self.seats.data:
            yield Question("crowded", (self.people, self.seats), "Crowded.")


def asked(seats: int, people: int, *kept: str) -> list[Question]:
    """What is asked, after some questions were answered."""
    form = Room(
        MultiDict([("seats", seats), ("people", people), *(("as_entered", each) for each in kept)])
    )
    assert form.asks_back() is bool(form.asked)
    return list(form.asked)


def test_nothing_is_asked_about_usual_values(page: Page) -> None:
    with page():
        assert asked(30, 20) == []


def test_each_oddity_is_asked_about_at_its_field(page: Page) -> None:
    with page():
        form = Room(MultiDict({"seats": 3, "people": 80}))

        assert form.asks_back()
        assert [question.name for question in form.asked] == ["few", "crowded"]
        assert form.seats.question.text == "Few."
        assert form.people.question.text == "Crowded."


def test_what_was_kept_is_not_asked_about_again_and_another_value_is(page: Page) -> None:
    with page():
        few, crowded = asked(3, 80)

        assert asked(3, 80, "", f"{few.mark} {crowded.mark}") == []
        assert [each.name for each in asked(3, 80, few.mark)] == ["crowded"]
        assert [each.name for each in asked(3, 90, few.mark, crowded.mark)] == ["crowded"]
        assert [each.name for each in asked(2, 1, few.mark, crowded.mark)] == ["few"]


def test_marks_outlive_the_page_and_nothing_else_does(page: Page) -> None:
    with page():
        mark = "0123456789abcdef"
        form = Room(MultiDict([("as_entered", f"{mark} <script>"), ("as_entered", mark)]))

        assert form.as_entered.data == mark


def test_no_page_carries_marks_without_end(page: Page) -> None:
    with page():
        many = " ".join(f"{number:016x}" for number in range(1_000))
        kept = Room(MultiDict({"as_entered": many})).as_entered.data.split()

        assert kept[-1] == f"{999:016x}"
        assert len(kept) == 40
