"""The few shapes of which the pictures consist, as SVG elements."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

Element = ET.Element

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Canvas:
    """A drawing in the making.

    Attributes:
        root: The element that holds everything.
    """

    def __init__(self, width: float, height: float, title: str, description: str = "") -> None:
        self.root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {width:g} {height:g}",
                "width": f"{width:g}",
                "height": f"{height:g}",
                "role": "img",
                "font-family": "sans-serif",
                "font-size": "11",
            },
        )
        _describe(self.root, title)
        if description:
            ET.SubElement(self.root, "desc").text = printable(description)
        self.rectangle(0, 0, width, height, fill="#ffffff")

    def rectangle(
        self, x: float, y: float, width: float, height: float, *, fill: str, title: str = ""
    ) -> None:
        """Draw a filled rectangle; the title is shown where the pointer rests."""
        numbers = {"x": x, "y": y, "width": width, "height": height}
        _describe(self._add("rect", numbers, fill=fill), title)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], *, stroke: str, width: float = 1
    ) -> None:
        """Draw a line between two points."""
        numbers = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
        element = self._add("line", numbers, stroke=stroke)
        element.set("stroke-width", f"{width:g}")
        element.set("stroke-linecap", "round")

    def polyline(
        self,
        points: Iterable[tuple[float, float]],
        *,
        stroke: str,
        width: float = 1,
        dashes: str = "",
        fill: str = "none",
        title: str = "",
    ) -> None:
        """Draw lines from point to point; dashes are lengths of ink and gap, such as `4 3`."""
        places = " ".join(f"{round(x, 2):g},{round(y, 2):g}" for x, y in points)
        element = self._add("polyline", {}, points=places, stroke=stroke, fill=fill)
        element.set("stroke-width", f"{width:g}")
        element.set("stroke-linejoin", "round")
        if dashes:
            element.set("stroke-dasharray", dashes)
        _describe(element, title)

    def dot(self, x: float, y: float, radius: float, *, fill: str, title: str = "") -> None:
        """Draw a filled circle."""
        _describe(self._add("circle", {"cx": x, "cy": y, "r": radius}, fill=fill), title)

    def text(
        self, x: float, y: float, text: str, *, anchor: str = "start", fill: str = "#1f2933"
    ) -> None:
        """Write one line of text."""
        element = self._add("text", {"x": x, "y": y}, fill=fill)
        element.set("text-anchor", anchor)
        element.text = printable(text)

    def render(self) -> str:
        """Return the picture as a document."""
        ET.indent(self.root, " ")
        return ET.tostring(self.root, encoding="unicode") + "\n"

    def _add(self, name: str, numbers: dict[str, float], **attributes: str) -> Element:
        values = {key: f"{round(number, 2):g}" for key, number in numbers.items()}
        return ET.SubElement(self.root, name, {**values, **attributes})


def printable(text: str) -> str:
    """Return a text without the characters that XML does not have."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _describe(element: Element, title: str) -> None:
    if title:
        ET.SubElement(element, "title").text = printable(title)
