"""What the tests of questions share."""

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.questions.values import Asking, OptionDetails, QuestionDetails, QuestionKind

PLANNER = Actor(ActorKind.ORGANISER)


def details(
    kind: QuestionKind = QuestionKind.LINE, *labels: str, **more: object
) -> QuestionDetails:
    """A question that can be: optional, with the options of these labels."""
    options = [OptionDetails(None, label, label) for label in labels]
    values = {"label_ja": "質問", "label_en": "Question", "options": options} | more
    return QuestionDetails(kind, Asking.OPTIONAL, **values)  # type: ignore[arg-type]  # whatever a test cares for
