from seminar_service.calendars.wording import catalogue


def test_words_are_found_outside_of_any_request_in_either_language() -> None:
    assert catalogue("ja").gettext("Hosted by") == "開催団体"
    assert catalogue("en").gettext("Hosted by") == "Hosted by"


def test_a_catalogue_is_read_once() -> None:
    assert catalogue("ja") is catalogue("ja")
