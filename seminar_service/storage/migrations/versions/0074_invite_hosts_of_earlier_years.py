"""Invite hosts of earlier years, and keep who wants no invitations"""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None

BEFORE = (
    "'bid', 'adviser', 'registration', 'host_feed', 'adviser_feed', 'registration_feed',"
    " 'registration_button', 'mailbox', 'password', 'alert',"
    " 'address_change', 'address_return', 'party'"
)
AFTER = f"{BEFORE}, 'invitation'"


def upgrade() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("contact_key", sa.String(length=64), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tour_id"], ["tour.id"], name=op.f("fk_invitation_tour_id")),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bid.id"], name=op.f("fk_invitation_bid_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint(
            "tour_id", "contact_key", name=op.f("uq_invitation_tour_id_contact_key")
        ),
        sa.UniqueConstraint("tour_id", "bid_id", name=op.f("uq_invitation_tour_id_bid_id")),
    )
    op.create_index(op.f("ix_invitation_bid_id"), "invitation", ["bid_id"])
    op.create_table(
        "no_invitation",
        sa.Column("contact_key", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("contact_key", name=op.f("pk_no_invitation")),
    )
    _allow_purposes(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM secret_link WHERE purpose = 'invitation'")
    _allow_purposes(BEFORE)
    op.drop_table("no_invitation")
    op.drop_table("invitation")


def _allow_purposes(purposes: str) -> None:
    with op.batch_alter_table("secret_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_secret_link_purpose"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_secret_link_purpose"), f"purpose IN ({purposes})"
        )
