"""Keep pamphlets and posters, what there is of them, and orders"""

import sqlalchemy as sa
from alembic import op

revision = "0089"
down_revision = "0088"
branch_labels = None
depends_on = None


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _reference(table: str, column: str, other: str, **more: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), **more
    )


def upgrade() -> None:
    op.create_table(
        "handout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("kind", "pamphlet", "poster"), nullable=False),
        sa.Column("name_ja", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("edition", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handout")),
        sa.UniqueConstraint(
            "name_ja", "edition", "language", name=op.f("uq_handout_name_ja_edition_language")
        ),
    )
    op.create_table(
        "handout_store",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handout_store")),
        sa.UniqueConstraint("name", name=op.f("uq_handout_store_name")),
    )
    op.create_table(
        "handout_stock",
        sa.Column("handout_id", sa.Integer(), nullable=False),
        sa.Column("store_id", sa.Integer(), nullable=False),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.Column("set_apart", sa.Integer(), nullable=False),
        sa.CheckConstraint("on_hand >= 0", name=op.f("ck_handout_stock_never_below_zero")),
        sa.CheckConstraint(
            "set_apart >= 0 AND set_apart <= on_hand",
            name=op.f("ck_handout_stock_set_apart_of_what_is"),
        ),
        _reference("handout_stock", "handout_id", "handout"),
        _reference("handout_stock", "store_id", "handout_store"),
        sa.PrimaryKeyConstraint("handout_id", "store_id", name=op.f("pk_handout_stock")),
    )
    op.create_table(
        "handout_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            _choice("state", "asked", "approved", "shipped", "delivered", "refused", "withdrawn"),
            nullable=False,
        ),
        sa.Column(
            "receiver", _choice("receiver", "counter", "host", "seminar", "other"), nullable=False
        ),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("bid_id", sa.Integer(), nullable=True),
        sa.Column("seminar_id", sa.Integer(), nullable=True),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("postal_code", sa.String(length=8), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("store_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shipped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        _reference("handout_order", "counter_id", "counter"),
        _reference("handout_order", "bid_id", "bid", ondelete="SET NULL"),
        _reference("handout_order", "seminar_id", "seminar", ondelete="SET NULL"),
        _reference("handout_order", "store_id", "handout_store"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handout_order")),
        sa.UniqueConstraint("form_key", name=op.f("uq_handout_order_form_key")),
    )
    for column in ("state", "counter_id", "bid_id", "seminar_id"):
        op.create_index(op.f(f"ix_handout_order_{column}"), "handout_order", [column])
    op.create_table(
        "handout_order_line",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("handout_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("approved", sa.Integer(), nullable=True),
        sa.CheckConstraint("asked > 0", name=op.f("ck_handout_order_line_something_asked")),
        sa.CheckConstraint(
            "approved >= 0", name=op.f("ck_handout_order_line_approved_not_negative")
        ),
        _reference("handout_order_line", "order_id", "handout_order", ondelete="CASCADE"),
        _reference("handout_order_line", "handout_id", "handout"),
        sa.PrimaryKeyConstraint("order_id", "handout_id", name=op.f("pk_handout_order_line")),
    )
    op.create_table(
        "stock_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handout_id", sa.Integer(), nullable=False),
        sa.Column("store_id", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("pieces <> 0", name=op.f("ck_stock_entry_something")),
        _reference("stock_entry", "handout_id", "handout"),
        _reference("stock_entry", "store_id", "handout_store"),
        _reference("stock_entry", "order_id", "handout_order"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_entry")),
        sa.UniqueConstraint("form_key", name=op.f("uq_stock_entry_form_key")),
    )
    op.create_index(op.f("ix_stock_entry_order_id"), "stock_entry", ["order_id"])
    op.create_index(op.f("ix_stock_entry_handout_id"), "stock_entry", ["handout_id"])


def downgrade() -> None:
    for table in (
        "stock_entry",
        "handout_order_line",
        "handout_order",
        "handout_stock",
        "handout_store",
        "handout",
    ):
        op.drop_table(table)
