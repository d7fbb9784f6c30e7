"""Pictures drawn of a small plan, and what is found in them."""

from datetime import timedelta
from xml.etree import ElementTree as ET

from solver import (
    Decline,
    Plan,
    Seminar,
    read_instance,
)
from solver.pictures.plan import draw_plan
from tests.solver.tours import START, Document, day, make_adviser, make_bid, make_tour

SVG = "{http://www.w3.org/2000/svg}"


PLAN = Plan(
    "small",
    "feasible",
    2000,
    0,
    (Seminar("b1", START + timedelta(days=4), ("a1",)),),
    (Decline("b2", "outbid"),),
)


def two_bids() -> Document:
    adviser = make_adviser(unavailable=[day(1), day(2), day(9)])
    adviser["name"] = "知財 <太郎>\x07"
    return make_tour([make_bid("b1", {4: 0}), make_bid("b2", {3: 0, 50: 0})], [adviser])


def draw(tour: Document, plan: Plan = PLAN) -> ET.Element:
    return ET.fromstring(draw_plan(read_instance(tour), plan))  # noqa: S314 - our own picture


def titles(picture: ET.Element) -> list[str]:
    return [title.text or "" for title in picture.iter(f"{SVG}title")]


def texts(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]
