"""Searches that run beside each other until the first comes to its end.

How long branch and bound takes varies manyfold with small choices, from tour to tour. Two ways that
differ much take as long as the faster one, on two processors (racing: Koch, Ralphs and Shinano,
"Could we use a million cores to solve an integer program?", 2012).
"""

import threading
from collections.abc import Callable
from queue import SimpleQueue

import highspy
from highspy.highs import HighsCallbackEvent

Told = Callable[[HighsCallbackEvent], None]

ENDS = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)
"""With any other status a search did not come to its end."""


class Race:
    """A race of searches; what they find is told one at a time, and only until one has won."""

    def __init__(self) -> None:
        self._searches: list[highspy.Highs] = []
        self._ended: SimpleQueue[tuple[highspy.Highs, BaseException | None]] = SimpleQueue()
        self._telling = threading.Lock()
        self._is_over = False

    def enter(self, search: highspy.Highs, on_log: Told, on_plan: Told) -> None:
        """Let a search take part.

        Args:
            search: It is ready to run.
            on_log: Told how far it is.
            on_plan: Told each better plan.
        """
        search.cbMipLogging += self._until_over(on_log)
        search.cbMipImprovingSolution += self._until_over(on_plan)
        search.cbMipInterrupt += self._interrupt
        search.cbSimplexInterrupt += self._interrupt
        self._searches.append(search)

    def run(self) -> highspy.Highs | None:
        """Return the search that came to its end first, None where none did.

        The others hear of that within seconds; nobody waits for them.
        """
        if len(self._searches) == 1:
            self._run(self._searches[0])
        else:
            for search in self._searches:
                threading.Thread(target=self._run, args=[search], daemon=True).start()
        for _ in self._searches:
            search, error = self._ended.get()
            if error is not None or search.getModelStatus() in ENDS:
                with self._telling:
                    self._is_over = True
                if error is not None:
                    raise error
                return search
        return None

    def _run(self, search: highspy.Highs) -> None:
        try:
            search.run()
        except BaseException as error:  # noqa: BLE001 - raised again by who waits
            self._ended.put((search, error))
        else:
            self._ended.put((search, None))

    def _until_over(self, told: Told) -> Told:
        def tell(event: HighsCallbackEvent) -> None:
            with self._telling:
                if not self._is_over:
                    told(event)

        return tell

    def _interrupt(self, event: HighsCallbackEvent) -> None:
        event.interrupt(self._is_over)
