"""What both processes write comes back as it was."""

import pytest

from seminar_service.fetching.values import (
    Answer,
    Fault,
    FetchFailed,
    Marks,
    Wanted,
    answer_from_bytes,
    answer_to_bytes,
    fault_to_bytes,
)


def test_what_is_wanted_comes_back() -> None:
    wanted = Wanted("https://cal.example.jp/a?b", Marks('"1"', "Mon"))
    assert Wanted.from_bytes(wanted.to_bytes()) == wanted


@pytest.mark.parametrize(
    "answer",
    [Answer(b"a\nb\r\n", Marks('"1"')), Answer(b""), Answer(None, Marks("", "Mon"))],
    ids=["bytes", "nothing", "as before"],
)
def test_an_answer_comes_back(answer: Answer) -> None:
    assert answer_from_bytes(answer_to_bytes(answer)) == answer


@pytest.mark.parametrize("fault", list(Fault))
def test_why_nothing_came_comes_back(fault: Fault) -> None:
    with pytest.raises(FetchFailed) as failed:
        answer_from_bytes(fault_to_bytes(fault))
    assert failed.value.fault is fault
