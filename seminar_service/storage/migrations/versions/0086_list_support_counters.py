"""List support counters and what they report, and let files with tables belong to no tour"""

import sqlalchemy as sa
from alembic import op

revision = "0086"
down_revision = "0085"
branch_labels = None
depends_on = None

BEFORE = "'registrations', 'bids', 'advisers'"
AFTER = f"{BEFORE}, 'counters'"
LINKS_BEFORE = (
    "'bid', 'adviser', 'registration', 'host_feed', 'adviser_feed', 'registration_feed',"
    " 'registration_button', 'mailbox', 'password', 'alert',"
    " 'address_change', 'address_return', 'party', 'invitation'"
)
LINKS_AFTER = f"{LINKS_BEFORE}, 'counter'"


def upgrade() -> None:
    op.create_table(
        "counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("name_ja", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("postal_code", sa.String(length=8), nullable=False),
        sa.Column("address_ja", sa.String(length=200), nullable=False),
        sa.Column("address_en", sa.String(length=200), nullable=False),
        sa.Column("hours_ja", sa.String(length=200), nullable=False),
        sa.Column("hours_en", sa.String(length=200), nullable=False),
        sa.Column("telephone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("tongues", sa.String(length=40), nullable=False),
        sa.Column("expert_days_ja", sa.String(length=500), nullable=False),
        sa.Column("expert_days_en", sa.String(length=500), nullable=False),
        sa.Column("is_sample", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reports_from", sa.Date(), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "NOT is_sample OR telephone = ''", name=op.f("ck_counter_samples_without_telephone")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
        sa.UniqueConstraint("prefecture", "name_ja", name=op.f("uq_counter_prefecture_name_ja")),
    )
    op.create_table(
        "counter_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counter.id"], name=op.f("fk_counter_report_counter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter_report")),
        sa.UniqueConstraint("counter_id", "month", name=op.f("uq_counter_report_counter_id_month")),
    )
    op.create_table(
        "report_number",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "general",
                "open_close",
                "management",
                "contracts",
                "security",
                "leakage",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_report_number_some")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["counter_report.id"],
            name=op.f("fk_report_number_report_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", "kind", name=op.f("pk_report_number")),
    )
    op.create_table(
        "counter_staff",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counter.id"], name=op.f("fk_counter_staff_counter_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_counter_staff_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_counter_staff")),
    )
    op.create_index(op.f("ix_counter_staff_counter_id"), "counter_staff", ["counter_id"])
    _change_uploads(AFTER, nullable=True)
    _allow_links(LINKS_AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM sheet_upload WHERE purpose = 'counters' OR tour_id IS NULL")
    _change_uploads(BEFORE, nullable=False)
    op.execute("DELETE FROM secret_link WHERE purpose = 'counter'")
    _allow_links(LINKS_BEFORE)
    op.drop_table("counter_staff")
    op.drop_table("report_number")
    op.drop_table("counter_report")
    op.drop_table("counter")


def _change_uploads(purposes: str, *, nullable: bool) -> None:
    with op.batch_alter_table("sheet_upload", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_sheet_upload_purpose"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_sheet_upload_purpose"), f"purpose IN ({purposes})"
        )
        batch_op.alter_column("tour_id", existing_type=sa.Integer(), nullable=nullable)


def _allow_links(purposes: str) -> None:
    with op.batch_alter_table("secret_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_secret_link_purpose"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_secret_link_purpose"), f"purpose IN ({purposes})"
        )
