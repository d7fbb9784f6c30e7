"""Keep refusals as values: what was kept in words stays in words"""

from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

JSON: Final = sa.JSON().with_variant(JSONB(), "postgresql")
NULLABLE_JSON: Final = sa.JSON(none_as_null=True).with_variant(
    JSONB(none_as_null=True), "postgresql"
)
TOLD: Final = "told"
DECLINE: Final = sa.table(
    "planned_decline",
    sa.column("plan_id", sa.Integer),
    sa.column("bid_id", sa.Integer),
    sa.column("reason", sa.String),
    sa.column("text_ja", sa.Text),
    sa.column("text_en", sa.Text),
    sa.column("remedies", NULLABLE_JSON),
)
RUN: Final = sa.table(
    "planning_run",
    sa.column("failure", NULLABLE_JSON),
    sa.column("failure_ja", sa.Text),
    sa.column("failure_en", sa.Text),
)
# What the release before this one tells of refusals that have values alone.
PLAINLY: Final = {
    "no_date": (
        (
            "ご希望の日程がいずれも今回の巡回セミナーの実施期間に含まれていないため、"
            "開催を見送らせていただくこととなりました。"
        ),
        "None of the dates that you offered lies within the period of this tour.",
    ),
    "no_adviser": (
        (
            "ご希望のテーマを担当できるアドバイザーが足りないため、"
            "開催を見送らせていただくこととなりました。"
        ),
        "No adviser of this tour, or not enough of them, can speak about your topics.",
    ),
    "no_free_adviser": (
        (
            "ご希望の日程では、ご希望のテーマを担当するアドバイザーを派遣できないため、"
            "開催を見送らせていただくこととなりました。"
        ),
        "On none of the dates that you offered can we send an adviser for your topics.",
    ),
    "outbid": (
        "ほかの会場との日程および旅費の調整がつかず、開催を見送らせていただくこととなりました。",
        "We could not fit your seminar into the tour beside the others at a justifiable cost.",
    ),
}
NO_PLAN: Final = ("有効な計画が見つかりませんでした。", "No valid plan was found.")


def upgrade() -> None:
    """Sentences in which names were put for ids cannot be taken apart again; they stay as said."""
    op.add_column(
        "planned_decline", sa.Column("grounds", JSON, nullable=False, server_default="{}")
    )
    op.add_column("planning_run", sa.Column("failure", NULLABLE_JSON, nullable=True))
    for row, remedies in _remedies():
        _set_remedies(row, [{"kind": TOLD, **each} for each in remedies])


def downgrade() -> None:
    """Values become the plainest sentences; which change would have won is known no more."""
    for row, remedies in _remedies():
        told = all(each["kind"] == TOLD for each in remedies)
        sentences = [{"ja": each["ja"], "en": each["en"]} for each in remedies if told]
        _set_remedies(row, sentences if told else None)
    for reason, (text_ja, text_en) in PLAINLY.items():
        op.execute(
            sa.update(DECLINE)
            .where(DECLINE.c.text_ja == "", DECLINE.c.reason == reason)
            .values(text_ja=text_ja, text_en=text_en)
        )
    op.execute(
        sa.update(RUN)
        .where(RUN.c.failure_ja == "", RUN.c.failure.is_not(None))
        .values(failure_ja=NO_PLAN[0], failure_en=NO_PLAN[1])
    )
    with op.batch_alter_table("planning_run") as run:
        run.drop_column("failure")
    with op.batch_alter_table("planned_decline") as decline:
        decline.drop_column("grounds")


def _remedies() -> Iterable[tuple[sa.Row[Any], list[dict[str, Any]]]]:
    """Return the keys and the remedies of all refusals that have any."""
    rows = op.get_bind().execute(
        sa.select(DECLINE.c.plan_id, DECLINE.c.bid_id, DECLINE.c.remedies).where(
            DECLINE.c.remedies.is_not(None)
        )
    )
    return [(row, row.remedies) for row in rows.all()]


def _set_remedies(row: sa.Row[Any], remedies: list[dict[str, Any]] | None) -> None:
    op.execute(
        sa.update(DECLINE)
        .where(DECLINE.c.plan_id == row.plan_id, DECLINE.c.bid_id == row.bid_id)
        .values(remedies=remedies)
    )
