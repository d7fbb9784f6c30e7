"""PDF files, read back."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def pages(pdf: bytes) -> list[str]:
    """What stands on each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def catalogue(pdf: bytes) -> dict[str, Any]:
    """What a file says of itself as a whole, such as `/Lang`."""
    return dict(PdfReader(BytesIO(pdf)).root_object)


def title(pdf: bytes) -> str:
    """The title that readers show instead of the name of the file."""
    about = PdfReader(BytesIO(pdf)).metadata
    return (about and about.title) or ""


def tags(pdf: bytes) -> list[str]:
    """The tags of a file, in the order of reading."""
    root = PdfReader(BytesIO(pdf)).root_object.get("/StructTreeRoot")
    return [] if root is None else list(_tags(root.get_object()))


def _tags(element: Any) -> Any:
    if not hasattr(element, "get"):
        return
    if "/S" in element:
        yield str(element["/S"]).removeprefix("/")
    children = element.get("/K", [])
    children = children.get_object() if hasattr(children, "get_object") else children
    for child in children if isinstance(children, list) else [children]:
        yield from _tags(child.get_object() if hasattr(child, "get_object") else child)
