"""Invented names for sample tours. None of these people and organisations exists."""

from dataclasses import dataclass
from typing import Final

from seminar_service.domain.vocabulary import HostKind

ADVISERS: Final = {
    "a1": ("見本 一郎", "ミホン イチロウ", "Ichiro Mihon"),
    "a2": ("例示 恵子", "レイジ ケイコ", "Keiko Reiji"),
    "a3": ("試作 健", "シサク ケン", "Ken Shisaku"),
    "a4": ("仮名 美咲", "カリナ ミサキ", "Misaki Karina"),
    "a5": ("模範 浩二", "モハン コウジ", "Koji Mohan"),
}
"""Name, reading and Latin name of each adviser, by the ids of the planning problem."""

FAMILY_NAMES: Final = (
    ("佐藤", "サトウ"),
    ("鈴木", "スズキ"),
    ("高橋", "タカハシ"),
    ("田中", "タナカ"),
    ("渡辺", "ワタナベ"),
    ("伊藤", "イトウ"),
    ("山本", "ヤマモト"),
    ("中村", "ナカムラ"),
    ("小林", "コバヤシ"),
    ("加藤", "カトウ"),
    ("吉田", "ヨシダ"),
)
GIVEN_NAMES: Final = (
    ("一郎", "イチロウ"),
    ("花子", "ハナコ"),
    ("健太", "ケンタ"),
    ("由美", "ユミ"),
    ("大輔", "ダイスケ"),
    ("恵", "メグミ"),
    ("誠", "マコト"),
)
COMPANIES: Final = (
    "見本精密工業株式会社",
    "例示食品株式会社",
    "試作デザイン有限会社",
    "仮名電子株式会社",
    "模範繊維工業株式会社",
)
DEPARTMENTS: Final = ("知的財産部", "総務部", "技術開発部", "経営企画室", "")


@dataclass(frozen=True)
class HostWords:
    """What an invented host calls itself and its venue; `{city}` is the prefecture's capital."""

    kind: HostKind
    name: str
    venue: str


HOSTS: Final = (
    HostWords(HostKind.CHAMBER_OF_COMMERCE, "見本商工会議所（{city}）", "商工会館 大ホール"),
    HostWords(HostKind.SOCIETY_OF_COMMERCE, "見本商工会連合会（{city}）", "産業会館 第1会議室"),
    HostWords(HostKind.COMPANY, "例示精機株式会社（{city}）", "本社 研修センター"),
    HostWords(HostKind.LOCAL_GOVERNMENT, "見本市産業振興課（{city}）", "市民交流プラザ 多目的室"),
    HostWords(HostKind.UNIVERSITY, "例示大学 産学連携本部（{city}）", "記念講堂 セミナー室"),
    HostWords(HostKind.BANK, "見本銀行 地域支援部（{city}）", "本店 8階ホール"),
)


def person(number: int) -> tuple[str, str]:
    """Name and reading of the invented person of a number; up to 77 are different."""
    family, family_reading = FAMILY_NAMES[number % len(FAMILY_NAMES)]
    given, given_reading = GIVEN_NAMES[number % len(GIVEN_NAMES)]
    return f"{family} {given}", f"{family_reading} {given_reading}"
