"""What stands in the way of a tour's stage, in words for the staff."""

from flask_babel import gettext, ngettext

from seminar_service.tours.stages import StageContradicted, StageObstacle
from seminar_service.web.templating import format_day


def obstacle_words(refused: StageContradicted) -> str:
    """Why a stage was refused, and what helps."""
    until = format_day(refused.last_day) if refused.last_day else ""
    if refused.obstacle is StageObstacle.SEMINARS_TO_COME:
        return str(
            ngettext(
                "%(num)s seminar of this tour is still to come, on %(day)s. Archive the tour once "
                "it is over, or cancel it first.",
                "%(num)s seminars of this tour are still to come, the last on %(day)s. Archive the "
                "tour once they are over, or cancel them first.",
                refused.number,
                day=until,
            )
        )
    if refused.obstacle is StageObstacle.CALL_NOT_OVER:
        return str(
            gettext(
                "The call for bids is open until %(day)s. To archive the tour, first let the call "
                "end before today.",
                day=until,
            )
        )
    if refused.obstacle is StageObstacle.NOT_OPEN:
        return str(
            gettext(
                "Nothing was announced: the tour is not open, so that the public could not find "
                "its seminars. Set its stage to “Open” in the settings first."
            )
        )
    return str(
        gettext(
            "The public knows this tour: its page and its calendar have been given out and stay. "
            "It cannot go back to preparation."
        )
    )
