"""What is said of a seminar, in the reader's language."""

from sqlalchemy.orm import Session

from tests.factories import make_bid, make_seminar, make_tour


def test_each_reader_gets_the_text_of_the_own_language(session: Session) -> None:
    seminar = make_seminar(
        session,
        make_bid(session, make_tour(session)),
        **{
            f"{name}_{locale}": f"{name} in {locale}"
            for name in ("title", "description", "programme", "access", "cancellation_note")
            for locale in ("ja", "en")
        },
    )
    for locale in ("ja", "en"):
        assert seminar.title(locale) == f"title in {locale}"
        assert seminar.description(locale) == f"description in {locale}"
        assert seminar.programme(locale) == f"programme in {locale}"
        assert seminar.access(locale) == f"access in {locale}"
        note = seminar.cancellation_note(locale)
        assert note is not None
        assert note.text == f"cancellation_note in {locale}"


def test_a_cancellation_of_which_nobody_said_why_has_no_note(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    assert seminar.cancellation_note("ja") is None
