"""What an explanation of one bid says, in English and in polite Japanese."""

from collections.abc import Iterable, Sequence

from solver.formats.plan import Remedy, RemedyKind, Seminar, Text
from solver.texts.wording import Names, show_date_ja
from solver.workbench.options import Option

MOST_NAMED = 10
"""Bids that a text names before it only counts the others."""


def join(texts: Iterable[Text]) -> Text:
    """Return some messages as one."""
    listed = list(texts)
    return Text(" ".join(text.en for text in listed), "".join(text.ja for text in listed))


def held(names: Names, seminar: Seminar, next_best: Option | None, *, is_locked: bool) -> Text:
    """Return how a bid is held, and what would be next best."""
    listed, listed_ja = _listed(names, seminar.advisers)
    first = Text(
        f"The seminar is held on {seminar.date} by {listed}.",
        f"{show_date_ja(seminar.date)}に{listed_ja}の担当で開催します。",
    )
    if is_locked:
        fixed = "This is fixed."
        return join([first, Text(fixed, "この日程と担当は固定されています。")])
    if next_best is None:
        return join(
            [
                first,
                Text(
                    "With all other seminars as they are, there is no other date or team.",
                    "ほかのセミナーを変えない限り、別の日程や担当では開催できません。",
                ),
            ]
        )
    other, other_ja = _listed(names, next_best.advisers)
    yen = next_best.difference_yen or 0
    return join(
        [
            first,
            Text(
                f"With all other seminars as they are, the next best is {next_best.date} by "
                f"{other}, for {yen:+,} yen.",
                f"ほかのセミナーを変えない場合、次によいのは{show_date_ja(next_best.date)}の"
                f"{other_ja}の担当で、費用の差は{yen:+,}円です。",
            ),
        ]
    )


def price(at_least_yen: int, at_most_yen: int | None, moved: Sequence[str]) -> Text:
    """Return what holding a declined bid costs, and what would be declined or moved instead."""
    found = _price(at_least_yen, at_most_yen)
    if not moved:
        return found
    listed, listed_ja = ", ".join(moved[:MOST_NAMED]), "、".join(moved[:MOST_NAMED])
    others = len(moved) - MOST_NAMED
    if others > 0:
        listed, listed_ja = f"{listed} and {others} others", f"{listed_ja}ほか{others}件"
    instead = Text(
        f"Declined or moved instead: {listed}.",
        f"代わりに見送りまたは変更となる開催：{listed_ja}。",
    )
    return join([found, instead])


def _price(at_least_yen: int, at_most_yen: int | None) -> Text:
    if at_most_yen is None:
        first = Text("No plan that holds it was found.", "開催する計画は見つかりませんでした。")
        if at_least_yen <= 0:
            return first
        least = Text(
            f"Any would cost at least {at_least_yen:,} yen more.",
            f"開催する場合、費用は少なくとも{at_least_yen:,}円増えます。",
        )
        return join([first, least])
    if at_most_yen < 0:
        return Text(
            f"The plan is not the best one: another, which holds it, costs {-at_most_yen:,} yen "
            "less.",
            f"現在の計画は最良ではありません。開催しても、費用が{-at_most_yen:,}円少ない計画が"
            "あります。",
        )
    if at_least_yen == at_most_yen:
        return Text(
            f"Holding it costs {at_most_yen:,} yen more; this is exact.",
            f"開催する場合の追加費用は{at_most_yen:,}円です（厳密な値）。",
        )
    if at_least_yen <= 0:
        return Text(
            f"Holding it costs at most {at_most_yen:,} yen more; how much less is not proven.",
            f"開催する場合の追加費用は最大で{at_most_yen:,}円です（下限は証明されていません）。",
        )
    return Text(
        f"Holding it costs between {at_least_yen:,} and {at_most_yen:,} yen more.",
        f"開催する場合の追加費用は{at_least_yen:,}円以上{at_most_yen:,}円以下です。",
    )


def remedy(names: Names, cheapest: Remedy) -> Text:
    """Return a change with which a declined bid would have been held."""
    name = names(cheapest.adviser) if cheapest.adviser else ""
    day, day_ja = cheapest.seminar.date, show_date_ja(cheapest.seminar.date)
    free_ja = show_date_ja(cheapest.day) if cheapest.day else ""
    budget = f"{cheapest.budget_yen or 0:,}"
    texts: dict[RemedyKind, Text] = {
        "date": Text(
            f"It would be held if {day} were among its dates.",
            f"{day_ja}も候補日に含まれていれば、開催できます。",
        ),
        "free_day": Text(
            f"It would be held on {day} if {name} were free on {cheapest.day}.",
            f"{name}の都合が{free_ja}につけば、{day_ja}に開催できます。",
        ),
        "limit": Text(
            f"It would be held on {day} if {name} could give one more seminar.",
            f"{name}の担当回数の上限をもう1回増やせば、{day_ja}に開催できます。",
        ),
        "month_limit": Text(
            f"It would be held on {day} if {name} could give one more seminar in that month.",
            f"{name}の1か月の担当回数の上限をもう1回増やせば、{day_ja}に開催できます。",
        ),
        "day_limit": Text(
            f"It would be held on {day} if one more seminar were allowed on that day.",
            f"1日に開催できる回数をもう1回増やせば、{day_ja}に開催できます。",
        ),
        "adviser": Text(
            f"All who could are taken on {day}; with one more adviser like {name} it would be "
            "held.",
            f"{day_ja}は担当できるアドバイザーの予定がすべて埋まっています。{name}と同じ条件の"
            "アドバイザーがもう1名いれば開催できます。",
        ),
        "budget": Text(
            f"It would be held on {day} with a travel budget of {budget} yen.",
            f"旅費の予算が{budget}円であれば、{day_ja}に開催できます。",
        ),
    }
    return texts[cheapest.kind]


def no_remedy() -> Text:
    """Return that no single change would have been enough."""
    return Text(
        "With all other seminars as they are, no single change (one more date, one adviser free on "
        "one more day or for one more seminar, one more seminar on a day, one more adviser, "
        "a higher budget) would be enough.",
        "ほかのセミナーを変えない場合、日程の追加、アドバイザーの都合や担当回数、1日の開催回数、"
        "アドバイザーの追加、予算のいずれか1つを変えるだけでは開催できません。",
    )


def _listed(names: Names, advisers: Iterable[str]) -> tuple[str, str]:
    listed = [names(adviser) for adviser in advisers]
    return ", ".join(listed), "・".join(listed)
