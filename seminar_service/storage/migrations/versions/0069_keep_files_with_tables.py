"""Keep all files with tables in one place until they are brought in"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

KEPT = ("mark", "tour_id", "seminar_id", "rows", "made_at", "done_at")
COUNTS = ("seated", "waiting", "known")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "sheet_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "registrations",
                "bids",
                "advisers",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("seminar_id", sa.Integer(), nullable=True),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["tour_id"], ["tour.id"], name=op.f("fk_sheet_upload_tour_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["seminar_id"],
            ["seminar.id"],
            name=op.f("fk_sheet_upload_seminar_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_upload")),
        sa.UniqueConstraint("mark", name=op.f("uq_sheet_upload_mark")),
    )
    op.create_index(op.f("ix_sheet_upload_made_at"), "sheet_upload", ["made_at"])
    _take_over_registrations()
    op.drop_table("registration_upload")


def _take_over_registrations() -> None:
    old = sa.table("registration_upload", *map(sa.column, (*KEPT, *COUNTS)))
    new = sa.table(
        "sheet_upload",
        *map(sa.column, ("purpose", *KEPT)),
        sa.column("outcome", JSON),
    )
    for row in op.get_bind().execute(sa.select(old)).mappings().all():
        values = {name: row[name] for name in KEPT}
        outcome = {name: row[name] for name in COUNTS} if row["done_at"] else {}
        op.execute(new.insert().values(values | {"purpose": "registrations", "outcome": outcome}))


def downgrade() -> None:
    op.create_table(
        "registration_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("seminar_id", sa.Integer(), nullable=True),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.ForeignKeyConstraint(
            ["tour_id"], ["tour.id"], name=op.f("fk_registration_upload_tour_id_tour")
        ),
        sa.ForeignKeyConstraint(
            ["seminar_id"], ["seminar.id"], name=op.f("fk_registration_upload_seminar_id_seminar")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_upload")),
        sa.UniqueConstraint("mark", name=op.f("uq_registration_upload_mark")),
    )
    op.create_index(op.f("ix_registration_upload_made_at"), "registration_upload", ["made_at"])
    op.drop_table("sheet_upload")
