"""What hosts and organisers are told, in English and in polite Japanese."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from solver.instance import Bid, Instance
from solver.report import Violation


class Text(NamedTuple):
    """One message in both languages."""

    en: str
    ja: str


RULES_JA = {
    1: "確定済みの日程と担当者",
    2: "開催できる日",
    3: "担当者の専門分野",
    4: "アドバイザーの担当回数の上限",
    5: "一日の開催数の上限",
    6: "同じ開催地での間隔",
    7: "移動の日程",
    8: "宿泊数の上限",
    9: "会場間の移動時間",
    10: "出張と出張の間の帰宅",
    11: "アドバイザーの都合のつかない日",
    12: "一日で移動できる距離",
    13: "旅費の予算",
}


def no_date() -> Text:
    """Return why a bid without a date in the horizon is declined."""
    return Text(
        "None of the dates that you offered lies within the period of this tour.",
        "ご希望の日程がいずれも今回の巡回セミナーの実施期間に含まれていないため、"
        "開催を見送らせていただくこととなりました。",
    )


def no_adviser(topics: Sequence[str]) -> Text:
    """Return why a bid that nobody can speak at is declined."""
    listed = ", ".join(topics)
    return Text(
        f"No adviser of this tour, or not enough of them, can speak about: {listed}.",
        f"ご希望のテーマ（{'、'.join(topics)}）を担当できるアドバイザーが足りないため、"
        "開催を見送らせていただくこととなりました。",
    )


def no_free_adviser(days: Sequence[date]) -> Text:
    """Return why a bid is declined on whose dates nobody suitable can come."""
    return Text(
        "On each of the dates that you offered "
        f"({', '.join(map(str, days))}) the advisers for your topics are not available "
        "or cannot travel to you and back in time.",
        f"ご希望の日程（{'、'.join(map(show_date_ja, days))}）では、"
        "ご希望のテーマを担当できるアドバイザーの都合がつかない、"
        "または移動が間に合わないため、開催を見送らせていただくこととなりました。",
    )


def no_open_day(days: Sequence[date]) -> Text:
    """Return why a bid is declined on whose dates the tour has no room for any other seminar."""
    return Text(
        f"On the dates that you offered ({', '.join(map(str, days))}) the tour can send "
        "no adviser: there is no room on that day, or too little time to another seminar there.",
        f"ご希望の日程（{'、'.join(map(show_date_ja, days))}）は、"
        "一日の開催数の上限または同じ開催地での開催間隔により、アドバイザーを派遣できないため、"
        "開催を見送らせていただくこととなりました。",
    )


def outbid(extra_yen: int | None) -> Text:
    """Return why a bid is declined that could be held at a higher cost."""
    if extra_yen is None:
        return Text(
            "We could not fit your seminar into the tour beside the others at a justifiable cost.",
            "ほかの会場との日程および旅費の調整がつかず、"
            "開催を見送らせていただくこととなりました。",
        )
    return Text(
        "Your seminar could be held, but it would make the tour as a whole "
        f"more costly by {extra_yen:,} yen.",
        "日程の調整を行いましたが、開催する場合は巡回セミナー全体の費用が"
        f"{extra_yen:,}円増えるため、開催を見送らせていただくこととなりました。",
    )


def collision(instance: Instance, bids: Sequence[Bid], violations: Sequence[Violation]) -> Text:
    """Return which locked bids leave no valid plan, and what they break together."""
    rules = list(dict.fromkeys(violation.rule for violation in violations))
    what = "; ".join(str(violation) for violation in violations)
    listed = "; ".join(_show_lock(bid) for bid in bids)
    listed_ja = "、".join(_show_lock_ja(instance, bid) for bid in bids)
    broken_ja = "、".join(RULES_JA.get(rule, str(rule)) for rule in rules if isinstance(rule, int))
    return Text(
        f"These locked bids cannot all be kept: {listed}. Together they break {what}.",
        f"次の確定済みの開催をすべて守ることはできません：{listed_ja}。守れない条件：{broken_ja}。",
    )


def undecided(violations: Sequence[Violation]) -> Text:
    """Return that it is open whether there is a valid plan, and what the locked bids break."""
    what = "; ".join(str(violation) for violation in violations)
    rules = dict.fromkeys(violation.rule for violation in violations)
    broken_ja = "、".join(RULES_JA.get(rule, str(rule)) for rule in rules if isinstance(rule, int))
    return Text(
        "No valid plan was found in the time given, and it is not proven that there is none. "
        f"The locked bids alone break {what}. More time, or fewer locks, may help.",
        "制限時間内に有効な計画が見つかりませんでしたが、存在しないと証明されたわけではありません。"
        f"確定済みの開催だけでは次の条件を守れません：{broken_ja}。"
        "時間を延ばすか、確定を一部解除して、もう一度お試しください。",
    )


def show_date_ja(day: date) -> str:
    """Return a date as Japanese write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _show_lock(bid: Bid) -> str:
    if bid.current is None:
        return bid.id
    return f"{bid.id} on {bid.current.date} by {', '.join(bid.current.advisers)}"


def _show_lock_ja(instance: Instance, bid: Bid) -> str:
    if bid.current is None:
        return bid.id
    names = "・".join(
        instance.advisers[instance.adviser_index[member]].name for member in bid.current.advisers
    )
    return f"{bid.id}（{show_date_ja(bid.current.date)}、{names}）"
