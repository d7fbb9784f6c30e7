"""The figures of fiscal year 2015 as the project ships them."""

import json
from typing import Any

from seminar_service import paths
from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.travel import travel_table

FISCAL_YEAR = 2015


def instance() -> dict[str, Any]:
    """The planning problem of fiscal year 2015, with the travel table of the project."""
    document: dict[str, Any] = _read("fy2015.json")
    codes = [each.code for each in prefectures()]
    travel = travel_table()
    return document | {
        "places": [{"id": each.code, "name": each.name_en} for each in prefectures()],
        "travel": {"minutes": travel.minutes_matrix(codes), "yen": travel.yen_matrix(codes)},
    }


def record() -> dict[str, Any]:
    """The dates on which the seminars of that year were held, with invented advisers."""
    return _read("fy2015-record.json")


def _read(name: str) -> dict[str, Any]:
    text = (paths.DATA / "tours" / name).read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document
