"""Workers for tests of this area."""

from tests.work.fixtures import make_worker, sessions

__all__ = ["make_worker", "sessions"]
