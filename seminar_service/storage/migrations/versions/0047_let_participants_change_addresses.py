"""Let participants change the mail address to which a registration belongs"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

BEFORE = (
    "'bid', 'adviser', 'registration', 'host_feed', 'adviser_feed', 'registration_feed',"
    " 'registration_button', 'mailbox', 'password', 'alert'"
)
AFTER = f"{BEFORE}, 'address_change', 'address_return'"


def upgrade() -> None:
    op.create_table(
        "address_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("earlier_email", sa.String(length=254), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_address_change_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_change")),
    )
    op.create_index(
        op.f("ix_address_change_registration_id"), "address_change", ["registration_id"]
    )
    _allow_purposes(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM secret_link WHERE purpose IN ('address_change', 'address_return')")
    _allow_purposes(BEFORE)
    op.drop_table("address_change")


def _allow_purposes(purposes: str) -> None:
    with op.batch_alter_table("secret_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_secret_link_purpose"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_secret_link_purpose"), f"purpose IN ({purposes})"
        )
