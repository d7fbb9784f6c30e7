"""Keep from where registrations were moved to other seminars, and what calendars know of it"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "registration_departure",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("seminar_id", sa.Integer(), nullable=False),
        sa.Column("queue_number", sa.Integer(), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("calendar_sequence", sa.Integer(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_departure_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["seminar_id"],
            ["seminar.id"],
            name=op.f("fk_registration_departure_seminar_id_seminar"),
        ),
        sa.PrimaryKeyConstraint(
            "registration_id", "seminar_id", name=op.f("pk_registration_departure")
        ),
    )
    op.create_index(
        op.f("ix_registration_departure_seminar_id_email_key"),
        "registration_departure",
        ["seminar_id", "email_key"],
    )


def downgrade() -> None:
    op.drop_table("registration_departure")
