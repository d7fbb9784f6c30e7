"""Questions that depend on others: what they may depend on."""

from collections.abc import Iterable, Mapping, Sequence

from seminar_service.domain.errors import Category, DomainError
from seminar_service.questions.model import Question
from seminar_service.questions.values import Condition


class ConditionInCircle(DomainError):  # noqa: N818 (named after the rule)
    """A question would depend on itself, so that it is never asked.

    Attributes:
        chain: The questions from the one that it would depend on back to itself.
    """

    code = "condition_in_circle"
    category = Category.INVALID

    def __init__(self, chain: Sequence[Question]) -> None:
        super().__init__("a question would depend on itself")
        self.chain = chain


class ConditionUnknown(DomainError):  # noqa: N818 (named after the rule)
    """There is no such answer that a question could depend on, or it is offered no longer."""

    code = "condition_unknown"
    category = Category.INVALID


class OthersDepend(DomainError):  # noqa: N818 (named after the rule)
    """Other questions depend on this one, or on an option of it.

    Attributes:
        questions: Those that do.
    """

    code = "others_depend"
    category = Category.CONFLICT

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__(f"{len(questions)} questions depend on it")
        self.questions = questions


def check_condition(
    question_id: int | None, condition: Condition, others: Mapping[int, Question]
) -> None:
    """See that a question may depend on an answer.

    Args:
        question_id: The question; `None` for a new one.
        condition: What it is to depend on.
        others: All questions of the tour by their keys.

    Raises:
        ConditionUnknown: There is no such answer.
        ConditionInCircle: The question would depend on itself.
    """
    on = others.get(condition.on_question_id)
    if on is None or on.retired_at or not on.kind.may_be_condition:
        raise ConditionUnknown
    live = {option.id for option in on.live_options} if on.kind.has_options else {None}
    if condition.option_id not in live or (condition.says_yes is None) is not on.kind.has_options:
        raise ConditionUnknown
    chain = [on]
    while chain[-1].id != question_id and (more := chain[-1].condition) is not None:
        chain.append(others[more.on_question_id])
    if chain[-1].id == question_id:
        raise ConditionInCircle(chain)


def dependents(
    question: Question, others: Iterable[Question], options: Iterable[int] | None = None
) -> list[Question]:
    """The live questions that depend on one; with `options`, on one of these options of it."""
    wanted = None if options is None else set(options)
    return [
        other
        for other in others
        if other.condition is not None
        and other.retired_at is None
        and other.condition.on_question_id == question.id
        and (wanted is None or other.condition.option_id in wanted)
    ]
