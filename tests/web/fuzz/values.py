"""Values that a stranger sends, and those that an honest person would."""

from collections.abc import Sequence
from urllib.parse import quote

from hypothesis import strategies as st

from tests.web.fuzz.pages import Form, Input

Pairs = list[tuple[str, str]]

MOST_TYPED = 1_000_000
AS_MARKUP = ("<script>alert(1)", "<img src=x")
"""What stands in a page only where a text was taken for markup."""
TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            "\0",
            "花子\0",
            "\ud800",
            "²",
            "٣",
            "-1",
            "0",
            "1e400",
            "nan",
            "2147483648",
            "9" * 20,
            "9" * 5_000,
            "ß" * 80,
            "㈱" * 60,
            "ﷺ" * 80,
            "x" * 20_000,
            "\r\n" * 50,
            "\u202e\u200b",
            "=?utf-8?q?=0A_=80?=",
            "'; DROP TABLE bid; --",
            "{{ 7 * 7 }} %(max)d %s %",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "http://[",
            "//evil.example",
            "\\\\evil.example",
            "a@b@c",
            "ß" * 250 + "@example.jp",
            "0000-00-00",
            "9999-12-31",
            "0001-01-01",
            "99:99",
            "24:00",
            "\x1b[31m",
            "\x85\u2028",
            "👩‍👩‍👧‍👦𠮷野家" * 20,
            "\u202eゑ\u2066\u2067\u200f",
            '=HYPERLINK("http://evil.example","x")',
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(1)",
            "\t=1+1",
            "\"'><img src=x onerror=alert(1)>",
            "{氏名} {link} {{ config }} {% raw %} {0.__class__}",
            "[x](javascript:alert(1))",
            "あ" * (MOST_TYPED // 3),
            "x" * MOST_TYPED,
        ]
    ),
    st.text(max_size=40),
)
PLACES = st.sampled_from(["²", "-1", "1000000000", "9" * 5_000, "", "0-0", "19", "٣", "\0"])
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "If-Modified-Since",
            "If-Unmodified-Since",
            "If-None-Match",
            "If-Match",
            "If-Range",
            "Range",
            "Cookie",
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Authorization",
            "Referer",
            "Origin",
            "User-Agent",
            "X-Requested-With",
            "HX-Request",
            "X-CSRFToken",
            "X-Forwarded-For",
        ]
    ),
    st.one_of(
        st.sampled_from(
            [
                "",
                "²",
                "*",
                "Tue, 02 Mar 20272027202720272027 01:30:15 GMT",
                "Tue, 02 Mar 2027 01:30:15 +99999999999999999999",
                "bytes=" + "9" * 5_000 + "-",
                "bytes=5-1",
                "q=nan",
                "gzip;q=1e999, *;q=²",
                "seminar_session=²; remember_token=1|é; remember_token=\x85",
                "Basic ²",
                "Bearer " + "x" * 3_000,
                "text/html;q=9" + "9" * 400,
                "application/json",
                'W/"' + "x" * 3_000,
                "x" * 8_000,
            ]
        ),
        st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30),
    ),
    max_size=2,
)
JSON_BODIES = st.sampled_from(["[1]", "{", '{"name": [1]}', "null", '"\\ud800"', "9" * 5_000])
_HONEST = {
    "email": "hanako@example.jp",
    "telephone": "03-3581-1101",
    "kana": "ヤマダ ハナコ",
    "postal": "100-8915",
    "corporate": "",
    "begins": "2026-10-20",
    "ends": "",
    "first_day": "2026-04-01",
    "last_day": "2027-03-31",
    "opens": "2026-01-10",
    "closes": "2026-12-20",
    "starts_at": "13:30",
    "ends_at": "16:30",
    "clock": "13:30",
    "day_start": "06:00",
    "day_end": "22:00",
    "code": "a-code",
}


def honest(form: Form) -> Pairs:
    """What an honest person would send with the first button of a form."""
    pairs: Pairs = []
    chosen: set[str] = set()
    for each in form.inputs:
        if each.kind in {"radio", "select", "submit"}:
            if each.name not in chosen and each.value:
                chosen.add(each.name)
                pairs.append((each.name, each.value))
        else:
            pairs.append((each.name, _honest_value(each)))
    return pairs


def _honest_value(each: Input) -> str:
    if each.value or each.kind == "hidden":
        return each.value
    if each.kind == "checkbox":
        return "y"
    return next((value for part, value in _HONEST.items() if part in each.name), "12")


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["value", "value", "value", "name", "drop", "twice", "row"]),
        st.integers(0, 2**16),
        TEXTS,
        PLACES,
    ),
    max_size=3,
)
Change = tuple[str, int, str, str]


def spoilt(form: Form, changes: Sequence[Change], button: int) -> Pairs:
    """What a stranger makes of a form: some values, names or places of rows are others."""
    pairs = honest(form)
    for change, number, text, row in changes:
        place = number % max(len(pairs), 1)
        name, value = pairs[place] if pairs else ("x", "")
        if change == "drop":
            pairs[place : place + 1] = []
        elif change == "twice":
            pairs.append((name, text))
        elif change == "row":
            pairs.append((_other_row(name, row), value))
        elif change == "name":
            pairs.append((text, value))
        else:
            pairs[place : place + 1] = [(name, text)]
    buttons = sorted({(each.name, each.value) for each in form.inputs if each.kind == "submit"})
    return [*pairs, buttons[button % len(buttons)]] if buttons else pairs


def _other_row(name: str, place: str) -> str:
    beginning, _, rest = name.partition("-")
    return f"{beginning}-{place}-{rest.partition('-')[2] or rest or 'begins'}"


def urlencoded(pairs: Sequence[tuple[str, str]]) -> bytes:
    """Pairs as a form sends them, halves of characters and all."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs).encode()


def in_parts(pairs: Sequence[tuple[str, str]], *, as_file: int) -> bytes:
    """Pairs as a form with files sends them; the one at `as_file` says that it is a file."""
    parts = []
    for place, (name, value) in enumerate(pairs):
        file = '; filename="x.txt"' if place == as_file else ""
        safe = name.replace('"', "%22").replace("\r", "").replace("\n", "")
        head = f'--b\r\nContent-Disposition: form-data; name="{safe}"{file}\r\n\r\n'
        parts.append(f"{head}{value}\r\n".encode(errors="surrogatepass"))
    return b"".join(parts) + b"--b--\r\n"


def part_of_address(text: str) -> str:
    """A text as a part of an address."""
    return _quoted(text)


def _quoted(text: str) -> str:
    return quote(text.encode(errors="surrogatepass"), safe="")
