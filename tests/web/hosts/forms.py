"""What browsers send from the form of a bid."""

from typing import Any

from bs4 import BeautifulSoup

KEY = "0123456789abcdef0123456789abcdef"


def filled(topic_id: int, **changes: Any) -> dict[str, Any]:
    """A form that was filled in without mistakes; `None` leaves a field out."""
    entered: dict[str, Any] = {
        "idempotency_key": KEY,
        "host_kind": "chamber_of_commerce",
        "host_name": "豊橋商工会議所",
        "host_name_kana": "とよはししょうこうかいぎしょ",
        "corporate_number": "７０００ ０１２０ ５０００２",
        "contact_name": "窓口 花子",
        "contact_department": "経営支援課",
        "contact_email": "hanako@example.jp",
        "contact_telephone": "０５３２（００）００００",
        "place": "23",
        "venue_name": "商工会館 大ホール",
        "venue_postal_code": "４４００８６６",
        "venue_address": "豊橋市花田町1-1",
        "capacity": "４０名",
        "starts_at": "13:30",
        "ends_at": "16:30",
        "first_choice-0-begins": "2026-10-05",
        "first_choice-0-ends": "2026-10-14",
        "second_choice-0-begins": "2026/11/4",
        "third_choice-0-begins": "",
        "impossible-0-begins": "2026-10-07",
        "topics": [str(topic_id)],
        "expected_audience": "",
        "audience": "public",
        "remarks": "駐車場あり\r\n2台まで",
        "consent": "y",
        "version": "1",
    }
    return {name: value for name, value in (entered | changes).items() if value is not None}


def sent_by(page: str) -> dict[str, list[str]]:
    """The hidden fields of a page's form, as a browser would send them."""
    fields: dict[str, list[str]] = {}
    for field in BeautifulSoup(page, "html.parser").select("main form input[type=hidden]"):
        fields.setdefault(str(field["name"]), []).append(str(field["value"]))
    return fields


def words(page: str) -> str:
    """The text of a page, with single spaces."""
    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())
