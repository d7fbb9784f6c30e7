from datetime import datetime, timedelta

from hypothesis import given

from seminar_service.calendars.timezone import in_tokyo, in_utc, tokyo_timezone
from tests.calendars.factories import moments


@given(moments)
def test_an_instant_stays_the_same_on_either_clock_but_for_parts_of_a_second(
    moment: datetime,
) -> None:
    whole = moment.replace(microsecond=0)

    assert in_tokyo(moment) == in_utc(moment) == whole
    assert in_tokyo(moment).utcoffset() == timedelta(hours=9)
    assert in_utc(moment).utcoffset() == timedelta(0)


def test_the_zone_is_japans_without_summer_time() -> None:
    text = tokyo_timezone().to_ical().decode()

    assert "TZID:Asia/Tokyo" in text
    assert text.count("BEGIN:STANDARD") == 1
    assert "TZOFFSETFROM:+0900" in text
    assert "TZOFFSETTO:+0900" in text
    assert "DAYLIGHT" not in text
    assert "RRULE" not in text
