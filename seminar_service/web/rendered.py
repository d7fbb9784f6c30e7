"""What the organiser wrote as Markdown, for templates."""

from flask import request
from markupsafe import Markup

from seminar_service.markdown import html_of


def rendered(text: str) -> Markup:
    """The cleaned HTML of a text; its own paths lead to pages in the reader's language."""
    return Markup(html_of(text, request.script_root))  # noqa: S704 (nh3 has cleaned it)
