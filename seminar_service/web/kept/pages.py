"""The middleware that gives pages and feeds as they were last built.

For the address of a view that is kept (`kept/views.py`) it reads the revision of what the view
shows, in one query. Where the answer was built at that revision it is given again, as 304 to who
has it; otherwise the application builds it.

What is kept was built for nobody: the application is asked without cookies, without conditions and
without arguments that the view does not read. So nothing of a session can get into it, and nothing
that a stranger invents fills the store. The revision is read before an answer is built, never
after: what is changed in between makes the answer newer than its revision, and it is built again.

Pages say who may register now, and until when there is a call for bids. What changes by the clock
changes with a whole minute, so a page is kept until its minute is over. Calendars do not depend on
the time of day.

While many people register at once the places left change many times a second. Where nothing else
has changed, a page may be so many seconds old, and is built no more often than that. Whoever asks
for what is just being built waits for it, and takes what was begun after they asked, whatever has
changed since: else all who wait for a page that takes long would build it one after the other.
"""

from collections.abc import Iterable, Mapping
from threading import Lock
from time import monotonic, time
from typing import TYPE_CHECKING, Final

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from seminar_service.domain.tour_codes import TourCode
from seminar_service.revisions.queries import revision_of_all
from seminar_service.revisions.values import RevisionNumbers
from seminar_service.seminars.public import revision_of_seminar, revision_of_tour
from seminar_service.storage.reading import reading
from seminar_service.web.clock import now_of
from seminar_service.web.kept.answers import KeptAnswer, PassedOn, answer_of, passed_on
from seminar_service.web.kept.questions import Question, question_of
from seminar_service.web.kept.stores import PageStore
from seminar_service.web.kept.views import may_be_kept

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PLACES_SECONDS: Final = 1.0
"""How old the places left on a page may be."""
PLACES_OPTION: Final = "PLACES_SECONDS"
_LOCKS: Final = 64
_MINUTE: Final = 60


class KeptPages:
    """WSGI middleware that gives what was built before, where it is still right.

    Args:
        app: Whose views say what is kept, and whose clock counts.
        application: What builds.
        engines: Of the application; the one under None is that of its database.
        store: Where answers are kept.
    """

    def __init__(
        self,
        app: Flask,
        application: "WSGIApplication",
        engines: Mapping[str | None, Engine],
        store: PageStore,
    ) -> None:
        self._app = app
        self._application = application
        self._engines = engines
        self.store = store
        self._locks = [Lock() for _ in range(_LOCKS)]

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        asked_at = monotonic()
        question = question_of(self._app, environ)
        if question is None:
            return self._application(environ, start_response)
        try:
            answer: KeptAnswer | PassedOn | None = self._kept(question)
        except SQLAlchemyError:  # the application says it in words
            return self._application(environ, start_response)
        if answer is None:
            answer = self._found_or_built(question, environ, asked_at)
        return answer.give(environ, start_response)

    def _kept(self, question: Question) -> KeptAnswer | None:
        """What this process built before, if it is still right."""
        answer = self.store.own(question.key)
        if answer is None:
            return None
        return answer if self._is_right(answer, question, self._revision(question)) else None

    def _found_or_built(
        self, question: Question, environ: "WSGIEnvironment", asked_at: float
    ) -> KeptAnswer | PassedOn:
        """What somebody has built meanwhile, else what the application builds now."""
        with self._locks[hash(question.key) % _LOCKS]:
            own = self.store.own(question.key)
            if own and own.begun_at is not None and own.begun_at >= asked_at:
                return own
            try:
                revision = self._revision(question)
            except SQLAlchemyError:
                return passed_on(self._application, environ)
            if own and self._is_right(own, question, revision):
                return own
            shared = self.store.shared(question.key)
            if shared and self._is_right(shared, question, revision):
                self.store.put_own(question.key, shared)
                return shared
            return self._built(question, question.asked_by_nobody(environ), revision)

    def _built(
        self, question: Question, plain: "WSGIEnvironment", revision: RevisionNumbers
    ) -> KeptAnswer | PassedOn:
        minute, built_at, begun_at = self._minute(question), time(), monotonic()
        answered = passed_on(self._application, plain)
        answer = answer_of(answered, revision, minute, built_at)
        if answer is not None and may_be_kept(plain):
            answer.begun_at = begun_at
            self.store.put(question.key, answer)
        return answer or answered

    def _is_right(self, answer: KeptAnswer, question: Question, revision: RevisionNumbers) -> bool:
        if answer.minute != self._minute(question):
            return False
        if answer.revision.calendars != revision.calendars:
            return False
        if question.kept.is_calendar or answer.revision.pages == revision.pages:
            return True
        seconds: float = self._app.config.get(PLACES_OPTION, PLACES_SECONDS)
        return 0 <= time() - answer.built_at < seconds

    def _revision(self, question: Question) -> RevisionNumbers:
        with reading(self._engines[None]) as connection:
            match question.values:
                case {"public_id": public_id}:
                    return revision_of_seminar(connection, public_id)
                case {"tour_code": TourCode() as code}:
                    return revision_of_tour(connection, code)
            return revision_of_all(connection)

    def _minute(self, question: Question) -> int | None:
        if question.kept.is_calendar:
            return None
        return int(now_of(self._app).timestamp()) // _MINUTE
