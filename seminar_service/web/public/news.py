"""News: the list, one piece, the feed."""

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.markdown import first_words, html_of
from seminar_service.pages import public_news
from seminar_service.pages.public_news import PublicNews
from seminar_service.storage.reading import reading
from seminar_service.web.caching import for_everybody
from seminar_service.web.clock import now
from seminar_service.web.locale import current_locale
from seminar_service.web.page_requests import page_number
from seminar_service.web.public import bp
from seminar_service.web.rendered import rendered
from seminar_service.web.templating import settings


@bp.get("/news")
@for_everybody("page")
def news() -> ResponseReturnValue:
    """All news, the newest first."""
    page = page_number()
    with reading(db.engine) as reader:
        found, pages = public_news.news_page(reader, page=page, now=now())
    return render_template("public/news_list.html", found=found, page=min(page, pages), pages=pages)


@bp.get("/news/<news_code>")
@for_everybody()
def news_item(news_code: str) -> ResponseReturnValue:
    """One piece of news."""
    with reading(db.engine) as reader:
        found = public_news.news_called(reader, news_code, now=now()) or abort(404)
    title, said = found.words.title(current_locale()), found.words.body(current_locale())
    assert title is not None  # noqa: S101 (news is written in some language)
    assert said is not None  # noqa: S101 (with its text)
    return render_template(
        "public/news.html",
        title=title,
        text=rendered(said.text),
        about=first_words(said.text) or title.text,
        found=found,
    )


@bp.get("/news.atom")
@for_everybody()
def news_feed() -> Response:
    """The news of a language as an Atom feed [RFC 4287]."""
    locale = Locale(current_locale())
    with reading(db.engine) as reader:
        found, updated_at = public_news.feed_news(reader, locale, now=now())
    said = settings()
    addresses = Addresses(said.base_url, locale)
    page = render_template(
        "public/news.xml",
        entries=[_entry(each, addresses) for each in found],
        updated_at=updated_at,
        itself=addresses.page("/news.atom"),
        list=addresses.page("/news"),
        office=said.organiser_name_ja if locale is Locale.JA else said.organiser_name_en,
    )
    return Response(page, content_type="application/atom+xml; charset=utf-8")


def _entry(news: PublicNews, addresses: Addresses) -> dict[str, object]:
    """One entry: its words in the language of the feed, with whole addresses."""
    is_japanese = addresses.locale is Locale.JA
    words = news.words
    root = addresses.page("")
    return {
        "id": news.urn(addresses.locale),
        "title": words.title_ja if is_japanese else words.title_en,
        "html": html_of(words.text_ja if is_japanese else words.text_en, root),
        "address": addresses.page(f"/news/{news.public_id}"),
        "published": news.live_from,
        "updated": news.updated_at,
    }
