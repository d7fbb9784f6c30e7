"""Markdown in templates."""

from tests.web.conftest import Page


def test_a_text_is_marked_up_and_its_paths_are_in_the_readers_language(page: Page) -> None:
    from seminar_service.web.rendered import rendered  # noqa: PLC0415 (after the application)

    with page("/", environ_overrides={"SCRIPT_NAME": "/en"}):
        html = rendered("[all](/seminars) <b>")

    assert html == '<p><a href="/en/seminars" rel="noopener noreferrer">all</a> &lt;b&gt;</p>\n'
    assert html.__html__() == html
