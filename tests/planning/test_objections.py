from datetime import date

from seminar_service.planning.objections import Objection, ObjectionKind


def test_objections_that_say_the_same_are_the_same() -> None:
    one = Objection(ObjectionKind.UNAVAILABLE, (3,), (7,), (date(2026, 10, 6),))
    same = Objection(ObjectionKind.UNAVAILABLE, (3,), (7,), (date(2026, 10, 6),))
    other = Objection(ObjectionKind.UNAVAILABLE, (3,), (7,), (date(2026, 10, 7),))

    assert (one == same, repr(one) == repr(same), one == other) == (True, True, False)


def test_a_mark_names_the_rule_whom_it_concerns_and_how_far_it_is_broken() -> None:
    first = Objection(ObjectionKind.SEMINARS, (1, 2), (7,), found=5, limit=4)
    same = Objection(ObjectionKind.SEMINARS, (2, 1), (7,), found=5, limit=4)
    others = [
        Objection(ObjectionKind.SEMINARS, (1, 2), (7,), found=6, limit=4),
        Objection(ObjectionKind.SEMINARS, (1, 2), (8,), found=5, limit=4),
        Objection(ObjectionKind.SEMINARS, (1, 3), (7,), found=5, limit=4),
        Objection(ObjectionKind.SEMINARS_IN_MONTH, (1, 2), (7,), found=5, limit=4),
    ]

    assert first.mark == same.mark
    assert first.mark not in {each.mark for each in others}
