from xml.etree import ElementTree as ET

from solver.pictures.svg import Canvas

SVG = "{http://www.w3.org/2000/svg}"


def parsed(canvas: Canvas) -> ET.Element:
    return ET.fromstring(canvas.render())  # noqa: S314 - our own picture


def test_a_picture_has_a_title_and_says_in_words_what_it_shows() -> None:
    root = parsed(Canvas(10, 10, "Title", "In <words>"))
    assert [root.findtext(f"{SVG}{name}") for name in ("title", "desc")] == ["Title", "In <words>"]
    assert parsed(Canvas(10, 10, "Title")).find(f"{SVG}desc") is None


def test_a_line_runs_from_point_to_point_in_dashes() -> None:
    canvas = Canvas(10, 10, "Title")
    canvas.polyline([(0, 1), (2.5, 1), (2.5, 1 / 3)], stroke="#000000", dashes="4 3", title="Step")
    line = parsed(canvas).find(f"{SVG}polyline")
    assert line is not None
    assert line.get("points") == "0,1 2.5,1 2.5,0.33"
    assert (line.get("fill"), line.get("stroke-dasharray")) == ("none", "4 3")
    assert line.findtext(f"{SVG}title") == "Step"
