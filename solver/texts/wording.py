"""What hosts and organisers are told, in English and in polite Japanese."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from solver.formats.plan import Collision, Decline, Obstacle, Seminar, Text
from solver.formats.rulebook import Rule
from solver.formats.violations import Violation

RULES_JA: Mapping[Rule, str] = {
    Rule.BIDS: "固定した日程とアドバイザー",
    Rule.DATE: "開催できる日",
    Rule.TEAM: "アドバイザーのテーマ",
    Rule.ADVISER_LIMITS: "アドバイザーの担当回数の上限",
    Rule.DAY_LIMIT: "1日の開催数の上限",
    Rule.PLACE_GAP: "同じ開催地での間隔",
    Rule.TRIPS: "移動の日程",
    Rule.NIGHTS: "宿泊数の上限",
    Rule.STEPS: "会場間の移動時間",
    Rule.HOME: "出張と出張の間の帰宅",
    Rule.UNAVAILABLE: "アドバイザーの都合のつかない日",
    Rule.LEGS: "1日で移動できる距離",
    Rule.BUDGET: "旅費の予算",
}

_CANNOT_TRAVEL = Text(
    "advisers who cannot travel there and back in time", "移動が間に合わないアドバイザー"
)
_OTHER_OBSTACLE = Text("not possible", "開催条件に合わない")
OBSTACLES: Mapping[Rule, Text] = {
    Rule.BIDS: _OTHER_OBSTACLE,
    Rule.DATE: Text("outside the period of the tour", "開催期間外"),
    Rule.TEAM: _OTHER_OBSTACLE,
    Rule.ADVISER_LIMITS: Text(
        "advisers who can give no further seminar", "担当回数が上限に達しているアドバイザー"
    ),
    Rule.DAY_LIMIT: Text("no room for another seminar on that day", "1日の開催数の上限"),
    Rule.PLACE_GAP: Text(
        "too near to another seminar in the same place", "同じ開催地の別のセミナーと日が近い"
    ),
    Rule.TRIPS: _CANNOT_TRAVEL,
    Rule.NIGHTS: _CANNOT_TRAVEL,
    Rule.STEPS: _CANNOT_TRAVEL,
    Rule.HOME: _CANNOT_TRAVEL,
    Rule.UNAVAILABLE: Text("advisers who are not available", "都合のつかないアドバイザー"),
    Rule.LEGS: _CANNOT_TRAVEL,
    Rule.BUDGET: Text("beyond the travel budget", "旅費の予算の超過"),
}
"""What hosts are told of each rule that stood in the way of a date."""


UNSAID = Text("", "")

Names = Callable[[str], str]
"""What an adviser is called, by id."""


def decline(declined: Decline) -> Text:
    """Return why a bid is declined, fit to be sent to the host: it names nobody.

    Args:
        declined: A decline; of one with another reason than those of the format only its own text
            says anything.
    """
    if declined.text is not None:
        return declined.text
    if declined.reason == "no_date":
        return no_date()
    if declined.reason == "no_adviser":
        return no_adviser(declined.topics)
    if declined.reason == "no_free_adviser":
        return no_free_adviser(declined.dates, declined.obstacles)
    return outbid(declined.extra_yen) if declined.reason == "outbid" else UNSAID


def no_date() -> Text:
    """Return why a bid without a date in the horizon is declined."""
    return Text(
        "None of the dates that you offered lies within the period of this tour.",
        "いただいた候補日がいずれも今回の巡回セミナーの開催期間に含まれていないため、"
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


def no_free_adviser(days: Sequence[date], obstacles: Sequence[Obstacle] = ()) -> Text:
    """Return why a bid is declined on whose dates nobody suitable can be sent.

    Args:
        days: Its dates.
        obstacles: What stood in the way on each, where that is known.
    """
    first = Text(
        "On none of the dates that you offered can we send an adviser for your topics",
        "いただいた候補日には、ご希望のテーマを担当するアドバイザーを派遣できないため、"
        "開催を見送らせていただくこととなりました。",
    )
    alike: dict[Text, list[date]] = {}
    for one in obstacles:
        alike.setdefault(obstacle(one.broken), []).append(one.date)
    if not alike:
        dates = show_dates(days)
        return Text(f"{first.en}: {dates.en}.", f"{first.ja}候補日：{dates.ja}。")
    listed = [f"{show_dates(those).en} ({text.en})" for text, those in alike.items()]
    listed_ja = "、".join(f"{show_dates(those).ja}（{text.ja}）" for text, those in alike.items())
    return Text(f"{first.en}: {'; '.join(listed)}.", f"{first.ja}{listed_ja}。")


def obstacle(broken: Sequence[Violation]) -> Text:
    """Return what stood in the way on one date, without names.

    Args:
        broken: What holding the bid then would break.
    """
    if not broken:
        return Text("nothing by itself", "単独では支障なし")
    concerned: dict[Text, set[str]] = {}
    for violation in broken:
        reason = OBSTACLES[violation.rule]
        concerned.setdefault(reason, set()).update(violation.advisers)
    return Text(
        "; ".join(
            f"{reason.en}: {len(advisers)}" if advisers else reason.en
            for reason, advisers in concerned.items()
        ),
        "、".join(
            f"{reason.ja}{len(advisers)}名" if advisers else reason.ja
            for reason, advisers in concerned.items()
        ),
    )


def outbid(extra_yen: int | None) -> Text:
    """Return why a bid is declined that could be held, but not for less.

    Args:
        extra_yen: What holding it adds at most, None where no plan with it was found.
    """
    if extra_yen is None:
        return Text(
            "We could not fit your seminar into the tour beside the others at a justifiable cost.",
            "ほかの会場との日程および旅費の調整がつかず、"
            "開催を見送らせていただくこととなりました。",
        )
    if extra_yen <= 0:
        return Text(
            "Your seminar could be held, but the tour as a whole would gain nothing by it.",
            "日程の調整を行いましたが、開催しても巡回セミナー全体の費用が下がらないため、"
            "開催を見送らせていただくこととなりました。",
        )
    return Text(
        "Your seminar could be held, but the tour as a whole would then be more costly, "
        f"by at most {extra_yen:,} yen.",
        "日程の調整を行いましたが、開催する場合は巡回セミナー全体の費用が"
        f"最大で{extra_yen:,}円増えるため、開催を見送らせていただくこととなりました。",
    )


def collision(found: Collision, names: Names) -> Text:
    """Return which locked bids leave no valid plan, and what they break together."""
    what, what_ja = _broken(found.broken)
    listed = "; ".join(
        f"{lock.bid} on {lock.date} by {', '.join(lock.advisers)}" for lock in found.locks
    )
    listed_ja = "、".join(_show_lock_ja(lock, names) for lock in found.locks)
    return Text(
        f"These locked bids cannot all be kept: {listed}. Together they break {what}.",
        f"次の固定した開催希望をすべて守ることはできません：{listed_ja}。守れない条件：{what_ja}。",
    )


def undecided(violations: Sequence[Violation]) -> Text:
    """Return that it is open whether there is a valid plan, and what the locked bids break."""
    what, what_ja = _broken(violations)
    return Text(
        "No valid plan was found in the time given, and it is not proven that there is none. "
        f"The locked bids alone break {what}. More time, or fewer locks, may help.",
        "制限時間内に有効な計画が見つかりませんでしたが、存在しないと証明されたわけではありません。"
        f"固定した開催希望だけでは次の条件を守れません：{what_ja}。"
        "時間を延ばすか、固定を一部解除して、もう一度お試しください。",
    )


def show_dates(days: Sequence[date]) -> Text:
    """Return dates in rising order, several in a row as a span."""
    spans: list[list[date]] = []
    for day in days:
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return Text(
        ", ".join(" to ".join(map(str, dict.fromkeys((span[0], span[-1])))) for span in spans),
        "・".join(_show_span_ja(span) for span in spans),
    )


def _show_span_ja(span: Sequence[date]) -> str:
    first, last = span[0], span[-1]
    if first == last:
        return show_date_ja(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{show_date_ja(first)}〜{last.day}日"
    shown = show_date_ja(last)
    return f"{show_date_ja(first)}〜{shown.removeprefix(f'{first.year}年')}"


def show_date_ja(day: date) -> str:
    """Return a date as Japanese write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _broken(violations: Sequence[Violation]) -> Text:
    rules = dict.fromkeys(violation.rule for violation in violations)
    return Text("; ".join(map(str, violations)), "、".join(RULES_JA[rule] for rule in rules))


def _show_lock_ja(lock: Seminar, names: Names) -> str:
    return f"{lock.bid}（{show_date_ja(lock.date)}、{'・'.join(map(names, lock.advisers))}）"
