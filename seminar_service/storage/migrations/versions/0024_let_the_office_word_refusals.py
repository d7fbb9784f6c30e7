"""Let the office word refusals: each gets a key, a version and a text of its own"""

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

JSON: Final = sa.JSON().with_variant(JSONB(), "postgresql")
NULLABLE_JSON: Final = sa.JSON(none_as_null=True).with_variant(
    JSONB(none_as_null=True), "postgresql"
)
KEPT: Final = 'plan_id, bid_id, reason, text_ja, text_en, grounds, extra_yen, "instead", remedies'


def upgrade() -> None:
    """Make the table anew: the primary key changes, which no database does in place alike."""
    _put_aside()
    op.create_table(
        "planned_decline",
        sa.Column("id", sa.Integer(), nullable=False),
        *_columns(),
        sa.Column("office_text", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_planned_decline"),
        sa.UniqueConstraint("plan_id", "bid_id", name="uq_planned_decline_plan_id_bid_id"),
        *_keys(),
    )
    _put_back(KEPT)


def downgrade() -> None:
    """What the office has written is told in both languages."""
    op.execute(
        "UPDATE planned_decline SET text_ja = office_text, text_en = office_text "
        "WHERE office_text <> ''"
    )
    _put_aside()
    op.create_table(
        "planned_decline",
        *_columns(),
        sa.PrimaryKeyConstraint("plan_id", "bid_id", name="pk_planned_decline"),
        *_keys(),
    )
    _put_back(KEPT)


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("text_ja", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("grounds", JSON, server_default="{}", nullable=False),
        sa.Column("extra_yen", sa.Integer(), nullable=True),
        sa.Column("instead", JSON, nullable=False),
        sa.Column("remedies", NULLABLE_JSON, nullable=True),
    ]


def _keys() -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_planned_decline_plan_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["bid_id"], ["bid.id"], name="fk_planned_decline_bid_id"),
    ]


def _put_aside() -> None:
    op.execute(f"CREATE TABLE kept_decline AS SELECT {KEPT} FROM planned_decline")  # noqa: S608 (a constant)
    op.drop_table("planned_decline")


def _put_back(columns: str) -> None:
    op.execute(
        f"INSERT INTO planned_decline ({columns}) "  # noqa: S608 (a constant)
        f"SELECT {columns} FROM kept_decline ORDER BY plan_id, bid_id"
    )
    op.drop_table("kept_decline")
