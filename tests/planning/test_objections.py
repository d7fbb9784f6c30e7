from datetime import date

from seminar_service.planning.objections import Objection, ObjectionKind


def test_objections_that_say_the_same_are_the_same() -> None:
    one = Objection(ObjectionKind.UNAVAILABLE, (3,), (7,), (date(2026, 10, 6),))
    same = Objection(ObjectionKind.UNAVAILABLE, (3,), (7,), (date(2026, 10, 6),))
    other = Objection(ObjectionKind.UNAVAILABLE, (3,), (7,), (date(2026, 10, 7),))

    assert (one == same, repr(one) == repr(same), one == other) == (True, True, False)
