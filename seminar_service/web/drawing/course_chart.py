"""How registrations come in before a seminar, beside what was usual; and the same in small."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from seminar_service.web.drawing.scales import round_step

WIDTH: Final = 720
HEIGHT: Final = 300
LEFT: Final = 56
RIGHT: Final = 16
TOP: Final = 16
BOTTOM: Final = 44
TICKS: Final = 5
EVERY: Final = 10
SPARK_WIDTH: Final = 120
SPARK_HEIGHT: Final = 28
LEAST_POINTS: Final = 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: its place in the drawing, and what it stands for."""

    at: float
    value: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What lines are drawn in, in its own units: time goes to the right, people upwards."""

    days: int
    most: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM

    @property
    def people_ticks(self) -> tuple[Tick, ...]:
        """Lines at round numbers of people."""
        return tuple(Tick(self._y(each), each) for each in range(0, self._top + 1, self._step))

    @property
    def day_ticks(self) -> tuple[Tick, ...]:
        """Marks at round numbers of days."""
        return tuple(Tick(self._x(each), each) for each in range(0, self.days + 1, EVERY))

    def path(self, values: Sequence[float | None], last: int = 0) -> str:
        """A line through what is known, by the days that were left, 0 first; down to `last`."""
        points = [
            f"{self._x(before)} {self._y(value)}"
            for before in range(len(values) - 1, last - 1, -1)
            if (value := values[before]) is not None
        ]
        return f"M{'L'.join(points)}" if len(points) > 1 else ""

    @property
    def _step(self) -> int:
        return round_step(self.most / TICKS)

    @property
    def _top(self) -> int:
        return ceil(self.most / self._step) * self._step

    def _x(self, before: float) -> float:
        return round(self.right - before / self.days * (self.right - self.left), 1)

    def _y(self, people: float) -> float:
        return round(self.bottom - people / self._top * (self.bottom - self.top), 1)


@dataclass(frozen=True, slots=True)
class CourseChart:
    """The drawing of one seminar; a path is empty while there is nothing to draw."""

    frame: Frame
    own_path: str
    usual_path: str


def course_chart(own: Sequence[float], usual: Sequence[float], left: int) -> CourseChart:
    """Draw how many people had registered, by the days that were left, 0 first.

    Args:
        own: Of the seminar itself.
        usual: Of earlier ones; empty where there is nothing to compare with.
        left: How many days are left; its own line ends there, and at the right edge afterwards.
    """
    frame = Frame(max(len(own), len(usual), 2) - 1, max([1, *own, *usual]))
    return CourseChart(frame, frame.path(own, max(left, 0)), frame.path(usual))


@dataclass(frozen=True, slots=True)
class CoursesChart:
    """Several courses in one frame; a path is empty where there is nothing to draw."""

    frame: Frame
    paths: tuple[str, ...]


def courses_chart(courses: Sequence[Sequence[float | None]]) -> CoursesChart:
    """Draw how many people had registered in each of some courses; None is what nobody knows."""
    known = [each for course in courses for each in course if each is not None]
    frame = Frame(max([2, *(len(course) for course in courses)]) - 1, max([1, *known]))
    return CoursesChart(frame, tuple(frame.path(course) for course in courses))


def sparkline(values: Sequence[int], left: int) -> str:
    """The path of a small drawing of the same; empty where it is too early, or nobody is there."""
    last, most = max(left, 0), max(values, default=0)
    if not most or len(values) - last < LEAST_POINTS:
        return ""
    days = len(values) - 1
    points = [
        f"{round((days - each) / days * SPARK_WIDTH, 1)} "
        f"{round(SPARK_HEIGHT - 2 - values[each] / most * (SPARK_HEIGHT - 4), 1)}"
        for each in range(days, last - 1, -1)
    ]
    return f"M{'L'.join(points)}"
