"""Keep notices: what the office writes to participants, and who gets it"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

STATES = ("draft", "scheduled", "sending", "sent", "discarded")
KINDS = (
    "executive",
    "ip_staff",
    "general_affairs",
    "engineer",
    "attorney_or_adviser",
    "public_official",
    "student",
    "other",
)


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("state", _words("state", STATES), nullable=False),
        sa.Column("seminar_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=2), nullable=False),
        sa.Column("participant_kind", _words("participant_kind", KINDS), nullable=True),
        sa.Column("states", sa.String(length=200), nullable=False),
        sa.Column("subject_ja", sa.String(length=150), nullable=False),
        sa.Column("body_ja", sa.Text(), nullable=False),
        sa.Column("subject_en", sa.String(length=150), nullable=False),
        sa.Column("body_en", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("addressed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'discarded') OR due_at IS NOT NULL",
            name=op.f("ck_notice_sent_at_some_time"),
        ),
        sa.ForeignKeyConstraint(["tour_id"], ["tour.id"], name=op.f("fk_notice_tour_id")),
        sa.ForeignKeyConstraint(["seminar_id"], ["seminar.id"], name=op.f("fk_notice_seminar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_tour_id"), "notice", ["tour_id"])
    op.create_index(op.f("ix_notice_state_due_at"), "notice", ["state", "due_at"])
    op.create_table(
        "notice_recipient",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("is_unwritable", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
            name=op.f("fk_notice_recipient_notice_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_notice_recipient_registration_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["message.id"],
            name=op.f("fk_notice_recipient_message_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("notice_id", "registration_id", name=op.f("pk_notice_recipient")),
    )
    op.create_index(
        op.f("ix_notice_recipient_registration_id"), "notice_recipient", ["registration_id"]
    )
    op.create_index(op.f("ix_notice_recipient_message_id"), "notice_recipient", ["message_id"])


def downgrade() -> None:
    op.drop_table("notice_recipient")
    op.drop_table("notice")


def _words(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
