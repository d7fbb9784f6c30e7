"""Keep parties, and limit people of one company"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

BEFORE = (
    "'bid', 'adviser', 'registration', 'host_feed', 'adviser_feed', 'registration_feed',"
    " 'registration_button', 'mailbox', 'password', 'alert',"
    " 'address_change', 'address_return'"
)
AFTER = f"{BEFORE}, 'party'"


def upgrade() -> None:
    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seminar_id", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=64), nullable=False),
        sa.Column("contact_name", sa.String(length=80), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_email_key", sa.String(length=254), nullable=False),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 1", name=op.f("ck_party_of_somebody")),
        sa.ForeignKeyConstraint(["seminar_id"], ["seminar.id"], name=op.f("fk_party_seminar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_party_idempotency_key")),
    )
    op.create_index(op.f("ix_party_seminar_id"), "party", ["seminar_id"])
    op.create_index(op.f("ix_party_contact_email_key"), "party", ["contact_email_key"])
    # Not in batch mode, which makes the table anew on SQLite and loses its other checks.
    op.execute(
        "ALTER TABLE registration ADD COLUMN party_id INTEGER"
        " CONSTRAINT fk_registration_party_id REFERENCES party (id)"
    )
    op.create_index(op.f("ix_registration_party_id"), "registration", ["party_id"])
    op.create_index(
        op.f("ix_registration_seminar_id_company_key"),
        "registration",
        ["seminar_id", "company_key"],
    )
    op.execute(
        "ALTER TABLE tour ADD COLUMN party_limit INTEGER DEFAULT '5' NOT NULL"
        " CONSTRAINT ck_tour_parties_of_somebody CHECK (party_limit >= 1)"
    )
    op.add_column("tour", sa.Column("company_limit", sa.Integer(), nullable=True))
    op.add_column("seminar", sa.Column("company_limit", sa.Integer(), nullable=True))
    _allow_purposes(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM secret_link WHERE purpose = 'party'")
    _allow_purposes(BEFORE)
    op.drop_column("seminar", "company_limit")
    op.drop_column("tour", "company_limit")
    with op.batch_alter_table("tour") as tour:  # by now the check may be one of the table
        tour.drop_constraint(op.f("ck_tour_parties_of_somebody"), type_="check")
        tour.drop_column("party_limit")
    op.drop_index(op.f("ix_registration_seminar_id_company_key"), "registration")
    op.drop_index(op.f("ix_registration_party_id"), "registration")
    op.drop_column("registration", "party_id")
    op.drop_table("party")


def _allow_purposes(purposes: str) -> None:
    with op.batch_alter_table("secret_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_secret_link_purpose"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_secret_link_purpose"), f"purpose IN ({purposes})"
        )
