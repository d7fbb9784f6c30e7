"""Keep alerts: who wants to hear of a seminar with places"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

STATES = ("asked", "active", "told", "ended", "lapsed")
OPEN = "state IN ('asked', 'active')"
BEFORE = (
    "'bid', 'adviser', 'registration', 'host_feed', 'adviser_feed', 'registration_feed',"
    " 'registration_button', 'mailbox', 'password'"
)
AFTER = f"{BEFORE}, 'alert'"


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("place", sa.String(length=2), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("subject_key", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lapses_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "place <> '' OR topic_id IS NOT NULL", name=op.f("ck_alert_place_or_topic")
        ),
        sa.CheckConstraint(
            f"{OPEN} OR email = ''", name=op.f("ck_alert_no_address_once_it_is_over")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_alert_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    op.create_index(op.f("ix_alert_state_place"), "alert", ["state", "place"])
    op.create_index(op.f("ix_alert_lapses_at"), "alert", ["lapses_at"])
    op.create_index(
        "uq_alert_open_wish",
        "alert",
        ["email_key", "subject_key"],
        unique=True,
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )
    _allow_purposes(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM secret_link WHERE purpose = 'alert'")
    _allow_purposes(BEFORE)
    op.drop_table("alert")


def _allow_purposes(purposes: str) -> None:
    with op.batch_alter_table("secret_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_secret_link_purpose"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_secret_link_purpose"), f"purpose IN ({purposes})"
        )
