from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history.model import HistoryLine

# What lines of installations carry already: they are never rewritten.
WRITTEN = """
    logged_in login_failed login_refused logged_out session_ended password_changed
    rights_changed account_added account_closed account_opened second_factor_added
    second_factor_removed second_factor_reset passkey_added passkey_removed
    recovery_code_used recovery_codes_made password_link_sent edited bid_submitted
    bid_asked_back bid_answered bid_accepted bid_rejected bid_withdrawn bid_declined
    plan_released seminar_planned seminar_moved seminar_team_changed host_confirmed
    host_declined adviser_confirmed adviser_declined seminar_announced seminar_cancelled
    seminar_closed seminar_held demo_made
""".split()  # noqa: SIM905 (a list of them would fill a page)


def test_a_kind_that_lines_carry_keeps_its_name() -> None:
    assert set(WRITTEN) <= {kind.value for kind in HistoryKind}


def test_every_kind_of_happening_and_of_thing_fits_into_its_column() -> None:
    columns = HistoryLine.__table__.c

    assert max(map(len, HistoryKind)) <= columns.kind.type.length  # type: ignore[attr-defined]  # a String
    assert max(map(len, SubjectKind)) <= columns.subject_kind.type.length  # type: ignore[attr-defined]  # a String


def test_things_of_two_kinds_with_one_number_are_two_subjects() -> None:
    assert Subject(SubjectKind.BID, 7) != Subject(SubjectKind.SEMINAR, 7)
    assert Subject(SubjectKind.ACCOUNT).id is None
