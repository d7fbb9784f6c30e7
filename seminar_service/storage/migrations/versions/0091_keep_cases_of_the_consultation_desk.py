"""Keep cases of the consultation desk"""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0090"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consultation_case_number",
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("fiscal_year", name=op.f("pk_consultation_case_number")),
    )
    op.create_table(
        "desk_closing_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_desk_closing_day")),
    )
    op.create_table(
        "desk_subject",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_ja", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_subject")),
        sa.UniqueConstraint("code", name=op.f("uq_desk_subject_code")),
    )
    op.create_table(
        "desk_expert",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "profession",
            sa.Enum(
                "patent_attorney",
                "lawyer",
                "adviser",
                "former_manager",
                name="profession",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_desk_expert_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_desk_expert")),
    )
    op.create_table(
        "desk_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_desk_slot_lasts")),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["desk_expert.user_id"],
            name=op.f("fk_desk_slot_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_slot")),
        sa.UniqueConstraint("user_id", "begins_at", name=op.f("uq_desk_slot_user_id_begins_at")),
    )
    op.create_index(op.f("ix_desk_slot_begins_at"), "desk_slot", ["begins_at"], unique=False)

    op.create_table(
        "consultation_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "assigned",
                "in_progress",
                "waiting",
                "closed",
                "reopened",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "form",
                "telephone",
                "mail",
                "visit",
                "seminar",
                "counter",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "client_kind",
            sa.Enum(
                "company",
                "person",
                "anonymous",
                name="client_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "user_kind",
            sa.Enum(
                "executive",
                "ip_staff",
                "general_affairs",
                "engineer",
                "attorney_or_adviser",
                "public_official",
                "student",
                "other",
                name="user_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "employees",
            sa.Enum(
                "none",
                "1-5",
                "6-20",
                "21-50",
                "51-100",
                "101-300",
                "301+",
                name="employees",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "industry",
            sa.Enum(
                "agriculture",
                "fisheries",
                "mining",
                "construction",
                "manufacturing",
                "utilities",
                "information",
                "transport",
                "trade",
                "finance",
                "real_estate",
                "research_and_professional",
                "accommodation_and_food",
                "living_and_amusement",
                "education",
                "medical_and_welfare",
                "compound_services",
                "other_services",
                "government",
                "other",
                name="industry",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("email_key", sa.String(length=64), nullable=False),
        sa.Column("telephone_key", sa.String(length=64), nullable=False),
        sa.Column("company_key", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "result",
            sa.Enum(
                "answered",
                "referred",
                "no_reply",
                "withdrawn",
                "other",
                name="result",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=True),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)",
            name=op.f("ck_consultation_case_closed_when"),
        ),
        sa.CheckConstraint(
            "forgotten_at IS NULL OR (client = '' AND matter = '' AND next_step = '')",
            name=op.f("ck_consultation_case_forgotten_says_nothing"),
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_consultation_case_registration_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_case")),
        sa.UniqueConstraint(
            "fiscal_year", "number", name=op.f("uq_consultation_case_fiscal_year_number")
        ),
        sa.UniqueConstraint("form_key", name=op.f("uq_consultation_case_form_key")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_consultation_case_registration_id")),
    )
    op.create_index(
        op.f("ix_consultation_case_company_key"), "consultation_case", ["company_key"], unique=False
    )
    op.create_index(
        op.f("ix_consultation_case_email_key"), "consultation_case", ["email_key"], unique=False
    )
    op.create_index(
        op.f("ix_consultation_case_opened_on"), "consultation_case", ["opened_on"], unique=False
    )
    op.create_index(
        op.f("ix_consultation_case_state_due_on"),
        "consultation_case",
        ["state", "due_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_consultation_case_telephone_key"),
        "consultation_case",
        ["telephone_key"],
        unique=False,
    )

    op.create_table(
        "consultation_case_expert",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["consultation_case.id"],
            name=op.f("fk_consultation_case_expert_case_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_consultation_case_expert_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_consultation_case_expert")),
    )
    op.create_index(
        op.f("ix_consultation_case_expert_user_id"),
        "consultation_case_expert",
        ["user_id"],
        unique=False,
    )

    op.create_table(
        "consultation_case_subject",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["consultation_case.id"],
            name=op.f("fk_consultation_case_subject_case_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"],
            ["desk_subject.id"],
            name=op.f("fk_consultation_case_subject_subject_id"),
        ),
        sa.PrimaryKeyConstraint("case_id", "subject_id", name=op.f("pk_consultation_case_subject")),
    )
    op.create_index(
        op.f("ix_consultation_case_subject_subject_id"),
        "consultation_case_subject",
        ["subject_id"],
        unique=False,
    )

    op.create_table(
        "consultation_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "telephone",
                "mail",
                "on_site",
                "online",
                "internal",
                name="way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_consultation_contact_minutes_from_0")),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["consultation_case.id"],
            name=op.f("fk_consultation_contact_case_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_consultation_contact_user_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_contact")),
        sa.UniqueConstraint("form_key", name=op.f("uq_consultation_contact_form_key")),
    )
    op.create_index(
        op.f("ix_consultation_contact_case_id_at"),
        "consultation_contact",
        ["case_id", "at"],
        unique=False,
    )

    op.create_table(
        "consultation_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "pdf",
                "jpeg",
                "png",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["consultation_case.id"],
            name=op.f("fk_consultation_file_case_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_consultation_file_user_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_file")),
    )
    op.create_index(
        op.f("ix_consultation_file_case_id"), "consultation_file", ["case_id"], unique=False
    )

    op.create_table(
        "consultation_handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "receiver",
            sa.Enum(
                "police",
                "ipa",
                "counter",
                "overseas_counter",
                name="receiver",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("receiver_name", sa.String(length=120), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column(
            "consent_way",
            sa.Enum(
                "telephone",
                "mail",
                "on_site",
                "online",
                "internal",
                name="consent_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("composed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "handed_at IS NULL OR (consented_on IS NOT NULL AND consent_way IS NOT NULL)",
            name=op.f("ck_consultation_handover_never_without_consent"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["consultation_case.id"],
            name=op.f("fk_consultation_handover_case_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_consultation_handover_user_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_handover")),
    )
    op.create_index(
        op.f("ix_consultation_handover_case_id"), "consultation_handover", ["case_id"], unique=False
    )
    op.create_index(
        op.f("ix_consultation_handover_handed_at"),
        "consultation_handover",
        ["handed_at"],
        unique=False,
    )

    op.create_table(
        "desk_appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "booked",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "way",
            sa.Enum(
                "on_site",
                "telephone",
                "online",
                name="way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["consultation_case.id"],
            name=op.f("fk_desk_appointment_case_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["desk_slot.id"], name=op.f("fk_desk_appointment_slot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_appointment")),
        sa.UniqueConstraint("uid", name=op.f("uq_desk_appointment_uid")),
    )
    op.create_index(
        op.f("ix_desk_appointment_case_id"), "desk_appointment", ["case_id"], unique=False
    )
    op.create_index(
        "uq_desk_appointment_booked_slot",
        "desk_appointment",
        ["slot_id"],
        unique=True,
        sqlite_where=sa.text("state = 'booked'"),
        postgresql_where=sa.text("state = 'booked'"),
    )


def downgrade() -> None:
    op.drop_table("desk_appointment")
    op.drop_table("consultation_handover")
    op.drop_table("consultation_file")
    op.drop_table("consultation_contact")
    op.drop_table("consultation_case_subject")
    op.drop_table("consultation_case_expert")
    op.drop_table("consultation_case")
    op.drop_table("desk_slot")
    op.drop_table("desk_expert")
    op.drop_table("desk_subject")
    op.drop_table("desk_closing_day")
    op.drop_table("consultation_case_number")
