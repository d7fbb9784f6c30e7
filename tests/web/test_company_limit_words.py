"""Whoever is too many of a company reads how many can come, and what to do."""

from flask import Flask

from seminar_service.registrations.company_limits import CompanyLimitReached
from seminar_service.web.company_limit_words import limit_words


def test_it_says_how_many_more_can_come_or_how_to_hand_over(app: Flask) -> None:
    with app.test_request_context():
        assert "1社から申し込めるのは3名まで" in limit_words(CompanyLimitReached(3, 0))
        assert "席を引き継ぐ" in limit_words(CompanyLimitReached(3, 0))
        assert "あと2名" in limit_words(CompanyLimitReached(3, 2))
