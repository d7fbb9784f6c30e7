"""What is said where a seminar takes no more people of one company."""

from flask_babel import gettext

from seminar_service.registrations.company_limits import CompanyLimitReached


def limit_words(refused: CompanyLimitReached) -> str:
    """How many it takes, how many more can come, and what to do."""
    if refused.room:
        return str(
            gettext(
                "From one company at most %(limit)d people can register for this seminar, so"
                " %(room)d more of yours. Please register no more than that.",
                limit=refused.limit,
                room=refused.room,
            )
        )
    return str(
        gettext(
            "From one company at most %(limit)d people can register for this seminar, and yours has"
            " so many already. A colleague who is registered can hand the place over on their own"
            " page. Or please choose another seminar.",
            limit=refused.limit,
        )
    )
