"""What a course is made of."""

from seminar_service.learning.values import Answer, Question, QuestionKind, Said
from tests.learning.support import sample


def question(kind: QuestionKind, count: int) -> Question:
    answers = [Answer(Said(str(n), str(n)), True, None) for n in range(count)]
    return Question(kind, Said("問", "q"), answers)


def test_what_is_to_be_ordered_is_not_shown_in_order() -> None:
    for count in range(2, 11):
        shown = question(QuestionKind.ORDER, count).shown_order()
        assert sorted(shown) == list(range(count)) != list(shown)
    assert question(QuestionKind.SINGLE, 3).shown_order() == [0, 1, 2]


def test_a_text_is_given_in_the_readers_language() -> None:
    assert (Said("日", "en").text_in("ja"), Said("日", "en").text_in("en")) == ("日", "en")


def test_the_shipped_course_has_every_kind_of_question() -> None:
    assert {each.kind for each in sample().questions} == set(QuestionKind)
    assert sample().minutes == 10
