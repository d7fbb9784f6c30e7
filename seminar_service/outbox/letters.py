"""Letters: the mails whose text the organiser may write, and what such texts leave open.

Their templates hold sentences and openings alone; whatever depends on the reader is in a part
(`templates/mail/parts/`), which becomes whole sentences or nothing. What somebody wrote in place of
the template has the same openings as placeholders. It is text: it is never parsed as a template.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.locales import Locale
from seminar_service.domain.placeholders import PlaceholderUnknown, gaps_in

TO_PARTICIPANTS: Final = (
    "registration_confirmed",
    "registration_provisional",
    "registration_waiting",
    "registration_offered",
    "registration_offer_lapsed",
    "registration_declined",
    "registration_moved_up",
    "registration_online_address",
    "registration_switched",
    "registration_changed",
    "registration_moved",
    "registration_withdrawn",
    "registration_edited",
    "registration_seminar_cancelled",
    "registration_reminder",
    "registration_thanks",
    "registration_transferred",
    "registration_handed_over",
    "registration_taken_over",
    "registration_came_back",
    "registration_address_asked",
    "registration_address_changed",
    "registration_address_left",
    "registration_address_returned",
    "party_registered",
    "party_exchanged",
    "party_link",
)
"""Letters to participants, in the order of a registration's life."""

TO_HOSTS: Final = (
    "host_invited",
    "bid_received",
    "bid_question",
    "bid_changed",
    "bid_accepted",
    "bid_rejected",
    "bid_reopened",
    "bid_withdrawn",
    "bid_declined",
    "seminar_proposed",
    "seminar_moved",
    "dates_asked",
    "dates_reminder",
    "seminar_team_changed",
    "seminar_announced",
    "seminar_changed",
    "seminar_cancelled",
    "tally_week",
    "tally_last",
)
"""Letters to hosts, in the order of a bid's life."""

TO_SUBSCRIBERS: Final = ("alert_asked", "alert_told")
"""Letters to those who want to be told of a seminar with places."""

LETTER_KINDS: Final = (*TO_PARTICIPANTS, *TO_HOSTS, *TO_SUBSCRIBERS)
"""The kinds of mails that are letters, as they are listed."""

LONGEST_SUBJECT: Final = 150
LONGEST_BODY: Final = 8_000
"""Letters of a subject and a text as they are written, with their placeholders."""


class Opening(StrEnum):
    """What a letter leaves open, to be filled in for each reader."""

    HEADLINE = "headline"
    NUMBER = "number"
    HOST = "host"
    NAME = "name"
    SEMINAR = "seminar"
    DAY = "day"
    PLACE = "place"
    DETAILS = "details"
    DATES = "dates"
    STATE = "state"
    REQUEST = "request"
    PROOF = "proof"
    MOVE = "move"
    CHANGES = "changes"
    REASON = "reason"
    NOTED = "noted"
    ACCESS = "access"
    POSITION = "position"
    NEXT = "next"
    UNTIL = "until"
    COUNTDOWN = "countdown"
    OTHERS = "others"
    NOTE = "note"
    BID = "bid"
    ADVISERS = "advisers"
    ADDRESS = "address"
    GROUP = "group"
    WISH = "wish"
    FOUND = "found"
    TALLY = "tally"
    PEOPLE = "people"
    PAGE = "page"
    STAY = "stay"
    LINK = "link"
    FEED = "feed"
    OFFICE = "office"


JAPANESE: Final[Mapping[Opening, str]] = MappingProxyType(
    {
        Opening.HEADLINE: "要件",
        Opening.NUMBER: "受付番号",
        Opening.HOST: "開催団体",
        Opening.NAME: "氏名",
        Opening.SEMINAR: "セミナー",
        Opening.DAY: "日時",
        Opening.PLACE: "会場",
        Opening.DETAILS: "開催概要",
        Opening.DATES: "日程の一覧",
        Opening.STATE: "状況",
        Opening.REQUEST: "お願い",
        Opening.PROOF: "アドレスの確認",
        Opening.MOVE: "変更前後の日程",
        Opening.CHANGES: "変更点",
        Opening.REASON: "理由",
        Opening.NOTED: "登録内容",
        Opening.ACCESS: "交通案内",
        Opening.POSITION: "順番",
        Opening.NEXT: "繰上げの方法",
        Opening.UNTIL: "期限",
        Opening.COUNTDOWN: "あと何日",
        Opening.OTHERS: "ほかのセミナー",
        Opening.NOTE: "事務局からの連絡",
        Opening.BID: "開催希望の内容",
        Opening.ADVISERS: "アドバイザー",
        Opening.ADDRESS: "セミナーのページ",
        Opening.GROUP: "グループの状況",
        Opening.WISH: "お知らせの条件",
        Opening.FOUND: "開催のご案内",
        Opening.TALLY: "申込み状況",
        Opening.PEOPLE: "参加者名簿",
        Opening.PAGE: "専用ページ",
        Opening.STAY: "参加の確認",
        Opening.LINK: "専用リンク",
        Opening.FEED: "カレンダー配信",
        Opening.OFFICE: "事務局",
    }
)
"""How they are written between braces in Japanese; either language takes both."""

_NAMES: Final = {written: opening for opening, written in JAPANESE.items()} | {
    each.value: each for each in Opening
}
OF_SEMINAR: Final = frozenset(
    {Opening.SEMINAR, Opening.DAY, Opening.PLACE, Opening.DETAILS, Opening.OFFICE}
)
"""What every letter about one seminar may leave open, whatever its original does."""
_MAY_GO: Final = frozenset(
    {
        Opening.HOST,
        Opening.NAME,
        Opening.WISH,
        Opening.ADVISERS,
        Opening.SEMINAR,
        Opening.DAY,
        Opening.PLACE,
    }
    | {Opening.FEED, Opening.ACCESS, Opening.NEXT, Opening.OTHERS, Opening.COUNTDOWN, Opening.UNTIL}
)
IN_SUBJECTS: Final = frozenset(
    {Opening.NAME, Opening.SEMINAR, Opening.DAY, Opening.PLACE}
    | {Opening.POSITION, Opening.UNTIL, Opening.COUNTDOWN}
    | {Opening.HEADLINE, Opening.NUMBER, Opening.HOST}
)
"""What a subject may leave open: a few words, and no secret link, for lists of mails show it."""


class OpeningMissing(DomainError):  # noqa: N818 (named after the rule)
    """A text lacks what its readers need; `opening` is what."""

    code = "opening_missing"
    category = Category.INVALID

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening.value)
        self.opening = opening


@dataclass(frozen=True)
class Letter:
    """Subject and text in one language, with their placeholders."""

    subject: str
    body: str

    @property
    def digest(self) -> str:
        """What tells this letter from every other, in 64 letters."""
        return hashlib.sha256(f"{self.subject}\n{self.body}".encode()).hexdigest()


def written(opening: Opening, locale: str) -> str:
    """How an opening is written in texts of a language ("ja" or "en")."""
    name = JAPANESE[opening] if locale == Locale.JA else opening.value
    return f"{{{name}}}"


def opening_of(name: str) -> Opening | None:
    """The opening of what stands between braces, if there is one."""
    return _NAMES.get(name)


def openings_in(text: str) -> Iterator[Opening]:
    """What a text leaves open.

    Raises:
        PlaceholderUnknown: it has a brace that belongs to none.
    """
    for gap in gaps_in(text):
        known = opening_of(gap.name)
        if known is None:
            raise PlaceholderUnknown(gap.written, gap.line)
        yield known


def allowed(original: Letter) -> frozenset[Opening]:
    """What a letter in place of an original may leave open."""
    found = frozenset(openings_in(original.body + original.subject))
    return found | OF_SEMINAR if found & OF_SEMINAR - {Opening.OFFICE} else found


def needed(original: Letter) -> frozenset[Opening]:
    """What a text in place of an original must leave open: what its readers cannot do without."""
    return frozenset(openings_in(original.body)) - _MAY_GO


def check_subject(subject: str, original: Letter) -> None:
    """Make sure that a subject can stand in place of the original's.

    Raises:
        PlaceholderUnknown: it leaves something open that no subject of such a mail may.
    """
    _check(subject, allowed(original) & IN_SUBJECTS)


def check_body(body: str, original: Letter) -> None:
    """Make sure that a text can stand in place of the original's.

    Raises:
        PlaceholderUnknown: it leaves something open that no such mail fills in.
        OpeningMissing: it lacks what readers cannot do without.
    """
    found = _check(body, allowed(original))
    for opening in Opening:
        if opening in needed(original) - found:
            raise OpeningMissing(opening)


def _check(text: str, may: frozenset[Opening]) -> set[Opening]:
    found = set()
    for gap in gaps_in(text):
        known = opening_of(gap.name)
        if known not in may:
            raise PlaceholderUnknown(gap.written, gap.line)
        found.add(known)
    return found
