"""People who register by the form, as many at once as there are connections."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import count
from secrets import token_urlsafe
from time import perf_counter
from urllib.parse import urlencode

from tests.bench_web.errors import WrongAnswer

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_SEE_OTHER = 303
FORM = {
    "name_kana": "さんか はなこ",
    "company": "例示工業株式会社",
    "department": "",
    "employees": "21-50",
    "industry": "manufacturing",
    "participant_kind": "ip_staff",
    "consent": "y",
    "step": "send",
}


def register_people(port: int, public_id: str, people: int, *, at_once: int) -> float:
    """Let so many different people register for one seminar; gives registrations per second."""
    numbers = iter(range(people))
    began = perf_counter()
    with ThreadPoolExecutor(at_once) as browsers:
        done = sum(
            browsers.map(lambda _: _browse(port, public_id, numbers), range(at_once), timeout=300)
        )
    assert done == people
    return people / (perf_counter() - began)


_networks = count(1)


def _browse(port: int, public_id: str, numbers: Iterator[int]) -> int:
    """One browser that fills in the form for one person after the other; how many it did."""
    path = f"/seminars/{public_id}/register"
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    page = answer.read().decode()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    token = _TOKEN.search(page)
    if token is None:
        raise WrongAnswer("the form of registrations has no token")
    done = 0
    for number in numbers:
        fields = FORM | {
            "csrf_token": token[1],
            "form_key": token_urlsafe(24),
            "name": f"参加 {number}子",
            "email": f"person{number}.{token_urlsafe(4)}@example.jp",
        }
        network = next(_networks)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookie,
            "X-Forwarded-For": f"10.{network >> 16 & 255}.{network >> 8 & 255}.{network & 255}",
        }
        connection.request("POST", path, urlencode(fields), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != _SEE_OTHER:
            raise WrongAnswer(f"a registration was answered by {answer.status}")
        done += 1
    connection.close()
    return done
