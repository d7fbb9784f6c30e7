"""A year is planned, changed by hand, questioned, released, and mended: the chapters of the story.

In each chapter a planner does something in the planning room; once something is released, the
mails are read by their recipients and the feeds by a calendar program that others wrote.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import expect

from seminar_service.domain.japan_time import JAPAN
from seminar_service.domain.locales import Locale
from tests.browser import planning_steps as steps
from tests.browser.drawing import Hand
from tests.browser.groundwork import PLANNER
from tests.browser.mails import link_in
from tests.browser.planning_ground import SECOND_PLANNER, Asking, PlanningGround
from tests.browser.postbox import Postbox
from tests.browser.service import Service
from tests.browser.steps import log_in
from tests.browser.visitor import Visitor
from tests.calendars.seen import Seen

ALLOWED = 3
"""Two days with two advisers, without where the seminar is."""
ASKED_HOST = "Your answer is needed by %(until)s: your seminar on %(day)s"
MOVED_HOST = "Your answer is needed by %(until)s: the new date of your seminar, %(day)s"
ASKED_ADVISER = "Your answer is needed by %(until)s: your seminars"


class PlanningStory:
    """Two planners and those whom they write to.

    The chapters are told in the order in which they stand here.
    """

    def __init__(
        self,
        service: Service,
        visit: Callable[[Locale], Visitor],
        ground: PlanningGround,
        locale: Locale,
    ) -> None:
        self._service, self._visit, self._ground = service, visit, ground
        self._planner, self._second = visit(locale), visit(locale)
        self._words = self._planner.words
        self._post = Postbox(service, visit(Locale.JA).words)
        log_in(self._planner, PLANNER)
        log_in(self._second, SECOND_PLANNER)

    def the_planner_plans(self) -> None:
        """Every bid gets the day that its host likes best."""
        self._plan = steps.plan_tour(self._planner, self._ground.year)
        self._planner.sees(self._words("proven to be the best"))
        self._planner.follow(self._words("Seminars"), self._planner.page.locator("main .tabs"))
        self._stands_on(self._ground.osaka, self._ground.osaka.days[1])

    def one_seminar_is_locked_and_the_plan_copied(self) -> None:
        """The copy is edited by hand from here on."""
        steps.lock(self._planner, self._ground.sendai)
        self._draft = steps.copy(self._planner)
        self._second.open(self._draft)

    def one_is_dragged_and_one_moved_by_keyboard(self) -> None:
        """Each to the other day of its host, beside the same adviser."""
        osaka, nagoya = self._ground.osaka, self._ground.nagoya
        day = osaka.days[0].isoformat()
        self._planner.open(_page_of(self._draft, "timeline") + f"?zoom=month&from={day}")
        hand = Hand(self._planner, osaka.id)
        hand.drag(-7, 0, ALLOWED)
        hand.let_go()
        hand.sees_on(osaka.days[0])
        hand = Hand(self._planner, nagoya.id)
        hand.take_up(ALLOWED)
        hand.press("ArrowLeft", "Enter")
        hand.sees_on(nagoya.days[0])
        steps.open_whole(self._planner, self._draft)
        self._stands_on(osaka, osaka.days[0])
        self._stands_on(nagoya, nagoya.days[0])

    def a_rule_is_broken_and_says_why(self) -> None:
        """A day that the host does not offer is taken, told in words, and keeps the draft here."""
        osaka = self._ground.osaka
        steps.hold_by_form(self._planner, self._draft, osaka, osaka.days[0] + timedelta(days=1))
        self._planner.sees(self._words("Rules that this draft breaks"))
        expect(steps.line_of(self._planner, osaka)).to_contain_text(self._words("Broken"))
        self._planner.follow(self._words("Preview the release"))
        self._planner.sees(self._words("This plan cannot be released"))
        release = self._words("Release this plan and send the emails")
        expect(self._planner.page.get_by_role("button", name=release)).to_have_count(0)

    def the_other_planner_sees_it_and_takes_it_back(self) -> None:
        """The news come by themselves; who undid what stays written."""
        self._second.sees(self._words("Somebody has changed this draft"))
        self._second.follow(self._words("Show the draft as it is now"))
        self._second.sees(self._words("Rules that this draft breaks"))
        self._second.press(self._words("Undo"))
        expect(self._second.page.locator("main")).not_to_contain_text(
            self._words("Rules that this draft breaks")
        )
        steps.open_whole(self._planner, self._draft)
        self._planner.sees(SECOND_PLANNER)
        self._stands_on(self._ground.osaka, self._ground.osaka.days[0])

    def the_rest_is_planned_again(self) -> None:
        """What was refused by hand comes back as the planner likes it; the rest stays."""
        nagoya = self._ground.nagoya
        steps.refuse(self._planner, self._draft, nagoya)
        steps.plan_the_rest_again(self._planner)
        self._planner.sees(nagoya.host)
        self._planner.press(self._words("Take it into the draft"))
        steps.open_whole(self._planner, self._draft)
        self._stands_on(nagoya, nagoya.days[1])
        self._stands_on(self._ground.osaka, self._ground.osaka.days[0])

    def both_plans_are_compared(self) -> None:
        """Who moves from where to where; who does not, is not named."""
        steps.open_whole(self._planner, _page_of(self._draft, "compare"))
        self._planner.sees(self._words("Who moves"))
        self._planner.sees(self._ground.osaka.host)
        expect(self._planner.page.locator("main")).not_to_contain_text(self._ground.nagoya.host)

    def what_if_is_asked(self) -> None:
        """A plan that is no plan of the tour, and says so."""
        steps.suppose(
            self._planner, self._ground.year, "一泊まで", "Fewer nights away for all", "0"
        )
        expect(
            self._planner.page.get_by_role("link", name=self._words("Preview the release"))
        ).to_have_count(0)

    def the_draft_is_released(self) -> None:
        """Hosts and advisers are asked; their calendars show the seminars as tentative."""
        self._release(self._draft)
        for asking in self._asked:
            self._post.next(asking.email, ASKED_HOST)
        self._asking_mails = {
            email: self._post.next(email, ASKED_ADVISER)
            for email in self._ground.adviser_email.values()
        }
        entries = self._entries()
        assert {_day_of(each) for each in entries.values()} == {
            self._ground.osaka.days[0],
            self._ground.nagoya.days[1],
            self._ground.sendai.days[1],
        }
        assert {(each.status, each.sequence) for each in entries.values()} == {("TENTATIVE", 0)}
        self._before = entries

    def an_adviser_declines_one_date(self) -> None:
        """By the link in the one mail that asked about all of them."""
        for mail in self._asking_mails.values():
            steps.answer(
                self._visit(Locale.JA), link_in(mail, "/adviser/"), against=self._ground.nagoya
            )

    def another_way_is_released(self) -> None:
        """The decline shows its ways with their prices; one press begins the draft."""
        nagoya, page = self._ground.nagoya, self._planner.page
        self._planner.open(f"/organiser/tours/{self._ground.year}/planning")
        self._planner.sees(steps.REASON)
        page.get_by_text(self._words("The cheapest other ways, with their prices")).click()
        other_day = page.locator("#declines tr", has_text=self._words.day(nagoya.days[0]))
        self._planner.press(self._words("Begin a draft with this"), within=other_day.first)
        self._stands_on(nagoya, nagoya.days[0])
        self._release(page.url)

    def calendars_and_mails_tell_of_the_change(self) -> None:
        """One entry moves, as the same one with a higher revision; no other host is written to."""
        nagoya = self._ground.nagoya
        self._post.next(nagoya.email, MOVED_HOST)
        moved = {uid: entry for uid, entry in self._entries().items() if entry != self._before[uid]}
        [(uid, entry)] = moved.items()
        assert _day_of(self._before[uid]) == nagoya.days[1]
        assert _day_of(entry) == nagoya.days[0]
        assert (entry.status, entry.sequence) == ("TENTATIVE", 1)
        assert self._post.recipients(MOVED_HOST) == [nagoya.email]
        assert self._post.recipients(ASKED_HOST) == sorted(each.email for each in self._asked)

    @property
    def _asked(self) -> tuple[Asking, ...]:
        return self._ground.osaka, self._ground.nagoya, self._ground.sendai

    def _release(self, draft: str) -> None:
        steps.open_whole(self._planner, _page_of(draft, "release"))
        self._planner.press(self._words("Release this plan and send the emails"))
        self._planner.sees(self._words("Waiting for confirmation"))

    def _stands_on(self, asking: Asking, day: date) -> None:
        """See a seminar on a day, in the table of the page."""
        expect(steps.line_of(self._planner, asking)).to_contain_text(self._words.day(day))

    def _entries(self) -> dict[str, Seen]:
        """What both advisers' calendars show, by the entries' identities."""
        feeds = [link_in(mail, "/feeds/advisers/") for mail in self._asking_mails.values()]
        return {each.uid: each for feed in feeds for each in self._service.feed(feed)}


def _page_of(draft: str, page: str) -> str:
    """Another page of a draft than that on which it is edited."""
    return re.sub(r"/edit\b.*$", f"/{page}", draft)


def _day_of(entry: Seen) -> date:
    return entry.start.astimezone(JAPAN).date()
