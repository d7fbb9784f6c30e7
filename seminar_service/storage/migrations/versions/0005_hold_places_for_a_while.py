"""Hold places until the button in the mail is pressed, and know mailboxes that are proven"""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OLD_STATES = ("confirmed", "waiting", "offered", "lapsed", "cancelled", "attended", "absent")
OLD_PURPOSES = (
    "bid",
    "adviser",
    "registration",
    "host_feed",
    "adviser_feed",
    "registration_feed",
)
BUTTONS = ("registration_button", "mailbox")
RULES = ("usual", "always", "never")
PERSON = "uq_registration_person_at_seminar"
STATE = "ck_registration_state"
FOR_A_WHILE = "ck_registration_provisional_for_a_while"
OLD_LIVE = ("confirmed", "waiting", "offered")


def upgrade() -> None:
    op.create_table(
        "mailbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox")),
        sa.UniqueConstraint("key", name=op.f("uq_mailbox_key")),
    )
    with op.batch_alter_table("tour", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("proof_rule", sa.String(length=40), server_default="usual", nullable=False)
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_tour_proof_rule"), _one_of("proof_rule", RULES)
        )
    op.drop_index(PERSON, table_name="registration")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_constraint(batch_op.f(STATE), type_="check")
        batch_op.create_check_constraint(
            batch_op.f(STATE), _one_of("state", ("provisional", *OLD_STATES))
        )
        batch_op.create_check_constraint(
            batch_op.f(FOR_A_WHILE), "state <> 'provisional' OR held_until IS NOT NULL"
        )
        batch_op.create_index(batch_op.f("ix_registration_held_until"), ["held_until"])
    _create_person_index(("provisional", *OLD_LIVE))
    _allow_purposes((*OLD_PURPOSES, *BUTTONS))


def downgrade() -> None:
    op.execute("DELETE FROM secret_link WHERE purpose IN ('registration_button', 'mailbox')")
    _allow_purposes(OLD_PURPOSES)
    # Before, everybody who registered had a place at once, and whoever waited went on waiting.
    op.execute("UPDATE registration SET state = 'confirmed' WHERE state = 'provisional'")
    op.drop_index(PERSON, table_name="registration")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_held_until"))
        batch_op.drop_constraint(batch_op.f(FOR_A_WHILE), type_="check")
        batch_op.drop_constraint(batch_op.f(STATE), type_="check")
        batch_op.create_check_constraint(batch_op.f(STATE), _one_of("state", OLD_STATES))
        batch_op.drop_column("held_until")
    _create_person_index(OLD_LIVE)
    with op.batch_alter_table("tour", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_tour_proof_rule"), type_="check")
        batch_op.drop_column("proof_rule")
    op.drop_table("mailbox")


def _allow_purposes(purposes: Iterable[str]) -> None:
    with op.batch_alter_table("secret_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_secret_link_purpose"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_secret_link_purpose"), _one_of("purpose", purposes)
        )


def _create_person_index(live: Iterable[str]) -> None:
    condition = sa.text(_one_of("state", live))
    op.create_index(
        PERSON,
        "registration",
        ["seminar_id", "email_key", "name_key"],
        unique=True,
        sqlite_where=condition,
        postgresql_where=condition,
    )


def _one_of(column: str, words: Iterable[str]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"
