"""Create all tables"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:  # noqa: PLR0915 (a statement per table and index)
    op.create_table(
        "adviser",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_kana", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("home", sa.String(length=2), nullable=False),
        sa.Column("profile_ja", sa.String(length=1000), nullable=False),
        sa.Column("profile_en", sa.String(length=1000), nullable=False),
        sa.Column("calendar_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adviser")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("arguments", JSON, nullable=False),
        sa.Column("key", sa.String(length=120), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "running",
                "done",
                "failed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_by", sa.String(length=120), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stop_requested", sa.Boolean(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("key", name=op.f("uq_job_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_state_due_at"), ["state", "due_at"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(length=60), nullable=False),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("recipient_name", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("calendar", sa.Text(), nullable=True),
        sa.Column("calendar_method", sa.String(length=10), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "sending",
                "sent",
                "failed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_by", sa.String(length=120), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("message_id", name=op.f("uq_message_message_id")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_about"), ["about"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_message_state_next_attempt_at"),
            ["state", "next_attempt_at"],
            unique=False,
        )

    op.create_table(
        "rate_count",
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("window_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("action", "source", "window_start", name=op.f("pk_rate_count")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "secret_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "bid",
                "adviser",
                "registration",
                "host_feed",
                "adviser_feed",
                "registration_feed",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secret_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_secret_link_token_hash")),
    )
    with op.batch_alter_table("secret_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_secret_link_purpose_subject_id"), ["purpose", "subject_id"], unique=False
        )

    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_ja", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("code", name=op.f("uq_topic_code")),
    )
    op.create_table(
        "tour",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "preparation",
                "open",
                "archived",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name_ja", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("call_opens_on", sa.Date(), nullable=False),
        sa.Column("call_closes_on", sa.Date(), nullable=False),
        sa.Column("day_start", sa.Time(), nullable=False),
        sa.Column("day_end", sa.Time(), nullable=False),
        sa.Column("buffer_minutes", sa.Integer(), nullable=False),
        sa.Column("hotel_yen", sa.Integer(), nullable=False),
        sa.Column("max_seminars_per_day", sa.Integer(), nullable=True),
        sa.Column("same_place_gap_days", sa.Integer(), nullable=False),
        sa.Column("coverage_yen", sa.Integer(), nullable=False),
        sa.Column("workload_yen", sa.Integer(), nullable=False),
        sa.Column("change_date_yen", sa.Integer(), nullable=False),
        sa.Column("change_adviser_yen", sa.Integer(), nullable=False),
        sa.Column("travel_budget_yen", sa.Integer(), nullable=True),
        sa.Column("first_choice_yen", sa.Integer(), nullable=False),
        sa.Column("second_choice_yen", sa.Integer(), nullable=False),
        sa.Column("third_choice_yen", sa.Integer(), nullable=False),
        sa.Column("decline_yen", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("calendar_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("call_closes_on >= call_opens_on", name=op.f("ck_tour_call_in_order")),
        sa.CheckConstraint("day_end > day_start", name=op.f("ck_tour_day_in_order")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_tour_days_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour")),
        sa.UniqueConstraint("fiscal_year", name=op.f("uq_tour_fiscal_year")),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_user_fs_uniquifier")),
    )
    op.create_table(
        "adviser_topic",
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["adviser_id"],
            ["adviser.id"],
            name=op.f("fk_adviser_topic_adviser_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_adviser_topic_topic_id")),
        sa.PrimaryKeyConstraint("adviser_id", "topic_id", name=op.f("pk_adviser_topic")),
    )
    op.create_table(
        "bid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "asked_back",
                "accepted",
                "rejected",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "form",
                "paper",
                "sample",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("idempotency_key", sa.String(length=64), nullable=True),
        sa.Column(
            "host_kind",
            sa.Enum(
                "company",
                "chamber_of_commerce",
                "society_of_commerce",
                "local_government",
                "university",
                "bank",
                "other",
                name="host_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("host_name", sa.String(length=120), nullable=False),
        sa.Column("host_name_kana", sa.String(length=120), nullable=False),
        sa.Column("corporate_number", sa.String(length=13), nullable=True),
        sa.Column("contact_name", sa.String(length=80), nullable=False),
        sa.Column("contact_department", sa.String(length=120), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_telephone", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=2), nullable=False),
        sa.Column("venue_name", sa.String(length=120), nullable=False),
        sa.Column("venue_postal_code", sa.String(length=8), nullable=False),
        sa.Column("venue_address", sa.String(length=200), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("expected_audience", sa.Integer(), nullable=True),
        sa.Column(
            "audience",
            sa.Enum(
                "public",
                "members",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("decline_yen", sa.Integer(), nullable=True),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_bid_capacity_positive")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_bid_times_in_order")),
        sa.ForeignKeyConstraint(["tour_id"], ["tour.id"], name=op.f("fk_bid_tour_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bid")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_bid_idempotency_key")),
        sa.UniqueConstraint("tour_id", "number", name=op.f("uq_bid_tour_id_number")),
    )
    with op.batch_alter_table("bid", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_bid_tour_id_state"), ["tour_id", "state"], unique=False
        )

    op.create_table(
        "closed_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("name_ja", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_closed_period_days_in_order")),
        sa.ForeignKeyConstraint(
            ["tour_id"], ["tour.id"], name=op.f("fk_closed_period_tour_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_period")),
    )
    with op.batch_alter_table("closed_period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closed_period_tour_id"), ["tour_id"], unique=False)

    op.create_table(
        "engagement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.Column("max_seminars", sa.Integer(), nullable=False),
        sa.Column("max_per_month", sa.Integer(), nullable=False),
        sa.Column("max_nights_away", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "max_seminars >= 0 AND max_per_month >= 0 AND max_nights_away >= 0",
            name=op.f("ck_engagement_limits_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["adviser_id"],
            ["adviser.id"],
            name=op.f("fk_engagement_adviser_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tour_id"], ["tour.id"], name=op.f("fk_engagement_tour_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement")),
        sa.UniqueConstraint("tour_id", "adviser_id", name=op.f("uq_engagement_tour_id_adviser_id")),
    )
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_engagement_adviser_id"), ["adviser_id"], unique=False)

    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "computed",
                "edited",
                "released",
                "superseded",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "origin",
            sa.Enum(
                "planner",
                "record",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proven_optimal", sa.Boolean(), nullable=False),
        sa.Column("objective_yen", sa.Integer(), nullable=False),
        sa.Column("bound_yen", sa.Integer(), nullable=False),
        sa.Column("components", JSON, nullable=False),
        sa.Column("itineraries", JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "bound_yen <= objective_yen", name=op.f("ck_plan_bound_below_objective")
        ),
        sa.ForeignKeyConstraint(["tour_id"], ["tour.id"], name=op.f("fk_plan_tour_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("tour_id", "version", name=op.f("uq_plan_tour_id_version")),
    )
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_user_role_role_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_user_role_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "role_id", name=op.f("pk_user_role")),
    )
    op.create_table(
        "bid_date",
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "first",
                "second",
                "third",
                "impossible",
                name="choice",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bid.id"], name=op.f("fk_bid_date_bid_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("bid_id", "day", name=op.f("pk_bid_date")),
    )
    op.create_table(
        "bid_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bid.id"], name=op.f("fk_bid_slot_bid_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bid_slot")),
        sa.UniqueConstraint("bid_id", "position", name=op.f("uq_bid_slot_bid_id_position")),
    )
    op.create_table(
        "bid_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "actor",
            sa.Enum(
                "organiser",
                "host",
                "adviser",
                "participant",
                "system",
                name="actor",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "asked_back",
                "accepted",
                "rejected",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bid.id"], name=op.f("fk_bid_step_bid_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_bid_step_user_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bid_step")),
    )
    with op.batch_alter_table("bid_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bid_step_bid_id"), ["bid_id"], unique=False)

    op.create_table(
        "planned_decline",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("text_ja", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("extra_yen", sa.Integer(), nullable=True),
        sa.Column("instead", JSON, nullable=False),
        sa.ForeignKeyConstraint(["bid_id"], ["bid.id"], name=op.f("fk_planned_decline_bid_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_planned_decline_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("plan_id", "bid_id", name=op.f("pk_planned_decline")),
    )
    op.create_table(
        "planned_seminar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["bid_id"], ["bid.id"], name=op.f("fk_planned_seminar_bid_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_planned_seminar_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_seminar")),
        sa.UniqueConstraint("plan_id", "bid_id", name=op.f("uq_planned_seminar_plan_id_bid_id")),
    )
    with op.batch_alter_table("planned_seminar", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_planned_seminar_bid_id"), ["bid_id"], unique=False)

    op.create_table(
        "planning_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("started_by", sa.Integer(), nullable=True),
        sa.Column("time_limit_seconds", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("instance", JSON, nullable=False),
        sa.Column("failure_ja", sa.Text(), nullable=False),
        sa.Column("failure_en", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_planning_run_job_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_planning_run_plan_id")),
        sa.ForeignKeyConstraint(
            ["started_by"],
            ["user.id"],
            name=op.f("fk_planning_run_started_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["tour_id"], ["tour.id"], name=op.f("fk_planning_run_tour_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planning_run")),
        sa.UniqueConstraint("job_id", name=op.f("uq_planning_run_job_id")),
    )
    with op.batch_alter_table("planning_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_planning_run_tour_id"), ["tour_id"], unique=False)

    op.create_table(
        "seminar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "tentative",
                "confirmed",
                "announced",
                "closed",
                "held",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=2), nullable=False),
        sa.Column("venue_name", sa.String(length=120), nullable=False),
        sa.Column("venue_postal_code", sa.String(length=8), nullable=False),
        sa.Column("venue_address", sa.String(length=200), nullable=False),
        sa.Column("host_name", sa.String(length=120), nullable=False),
        sa.Column("title_ja", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("description_ja", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "public",
                "members",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("last_queue_number", sa.Integer(), nullable=False),
        sa.Column(
            "host_confirmation",
            sa.Enum(
                "asked",
                "confirmed",
                "declined",
                name="host_confirmation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("host_answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("host_note", sa.Text(), nullable=False),
        sa.Column("cancellation_note", sa.Text(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("calendar_sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_seminar_times_in_order")),
        sa.CheckConstraint(
            "taken >= 0 AND taken <= capacity", name=op.f("ck_seminar_taken_within_capacity")
        ),
        sa.ForeignKeyConstraint(["bid_id"], ["bid.id"], name=op.f("fk_seminar_bid_id")),
        sa.ForeignKeyConstraint(["tour_id"], ["tour.id"], name=op.f("fk_seminar_tour_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seminar")),
        sa.UniqueConstraint("public_id", name=op.f("uq_seminar_public_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_seminar_uid")),
    )
    with op.batch_alter_table("seminar", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_seminar_tour_id_state"), ["tour_id", "state"], unique=False
        )
        batch_op.create_index(
            "uq_seminar_live_bid",
            ["bid_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'cancelled'"),
            postgresql_where=sa.text("state <> 'cancelled'"),
        )

    op.create_table(
        "unavailable_day",
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name=op.f("fk_unavailable_day_engagement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("engagement_id", "day", name=op.f("pk_unavailable_day")),
    )
    op.create_table(
        "bid_slot_topic",
        sa.Column("bid_slot_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bid_slot_id"],
            ["bid_slot.id"],
            name=op.f("fk_bid_slot_topic_bid_slot_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_bid_slot_topic_topic_id")
        ),
        sa.PrimaryKeyConstraint("bid_slot_id", "topic_id", name=op.f("pk_bid_slot_topic")),
    )
    op.create_table(
        "lock",
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("planned_seminar_id", sa.Integer(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bid.id"], name=op.f("fk_lock_bid_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["planned_seminar_id"],
            ["planned_seminar.id"],
            name=op.f("fk_lock_planned_seminar_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("bid_id", name=op.f("pk_lock")),
    )
    op.create_table(
        "planned_team_member",
        sa.Column("planned_seminar_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["adviser_id"], ["adviser.id"], name=op.f("fk_planned_team_member_adviser_id")
        ),
        sa.ForeignKeyConstraint(
            ["planned_seminar_id"],
            ["planned_seminar.id"],
            name=op.f("fk_planned_team_member_planned_seminar_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "planned_seminar_id", "position", name=op.f("pk_planned_team_member")
        ),
    )
    op.create_table(
        "planning_progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("planning_run_id", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("objective_yen", sa.Integer(), nullable=True),
        sa.Column("bound_yen", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["planning_run_id"],
            ["planning_run.id"],
            name=op.f("fk_planning_progress_planning_run_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planning_progress")),
    )
    with op.batch_alter_table("planning_progress", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_planning_progress_planning_run_id"), ["planning_run_id"], unique=False
        )

    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seminar_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "confirmed",
                "waiting",
                "offered",
                "lapsed",
                "cancelled",
                "attended",
                "absent",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("queue_number", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_kana", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("company", sa.String(length=120), nullable=False),
        sa.Column("department", sa.String(length=120), nullable=False),
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
        sa.Column(
            "participant_kind",
            sa.Enum(
                "executive",
                "ip_staff",
                "general_affairs",
                "engineer",
                "attorney_or_adviser",
                "public_official",
                "student",
                "other",
                name="participant_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("wishes_consultation", sa.Boolean(), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("calendar_sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["seminar_id"], ["seminar.id"], name=op.f("fk_registration_seminar_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_registration_idempotency_key")),
        sa.UniqueConstraint(
            "seminar_id", "queue_number", name=op.f("uq_registration_seminar_id_queue_number")
        ),
    )
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registration_seminar_id_state_queue_number"),
            ["seminar_id", "state", "queue_number"],
            unique=False,
        )
        batch_op.create_index(
            "uq_registration_person_at_seminar",
            ["seminar_id", "email_key", "name_key"],
            unique=True,
            sqlite_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
            postgresql_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
        )

    op.create_table(
        "seminar_topic",
        sa.Column("seminar_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seminar_id"],
            ["seminar.id"],
            name=op.f("fk_seminar_topic_seminar_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_seminar_topic_topic_id")),
        sa.PrimaryKeyConstraint("seminar_id", "topic_id", name=op.f("pk_seminar_topic")),
    )
    op.create_table(
        "team_member",
        sa.Column("seminar_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.Column(
            "confirmation",
            sa.Enum(
                "asked",
                "confirmed",
                "declined",
                name="confirmation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["adviser_id"], ["adviser.id"], name=op.f("fk_team_member_adviser_id")
        ),
        sa.ForeignKeyConstraint(
            ["seminar_id"],
            ["seminar.id"],
            name=op.f("fk_team_member_seminar_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seminar_id", "position", name=op.f("pk_team_member")),
        sa.UniqueConstraint(
            "seminar_id", "adviser_id", name=op.f("uq_team_member_seminar_id_adviser_id")
        ),
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_member_adviser_id"), ["adviser_id"], unique=False)


def downgrade() -> None:  # noqa: PLR0915 (a statement per table and index)
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_member_adviser_id"))

    op.drop_table("team_member")
    op.drop_table("seminar_topic")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_registration_person_at_seminar",
            sqlite_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
            postgresql_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
        )
        batch_op.drop_index(batch_op.f("ix_registration_seminar_id_state_queue_number"))

    op.drop_table("registration")
    with op.batch_alter_table("planning_progress", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planning_progress_planning_run_id"))

    op.drop_table("planning_progress")
    op.drop_table("planned_team_member")
    op.drop_table("lock")
    op.drop_table("bid_slot_topic")
    op.drop_table("unavailable_day")
    with op.batch_alter_table("seminar", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_seminar_live_bid",
            sqlite_where=sa.text("state <> 'cancelled'"),
            postgresql_where=sa.text("state <> 'cancelled'"),
        )
        batch_op.drop_index(batch_op.f("ix_seminar_tour_id_state"))

    op.drop_table("seminar")
    with op.batch_alter_table("planning_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planning_run_tour_id"))

    op.drop_table("planning_run")
    with op.batch_alter_table("planned_seminar", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planned_seminar_bid_id"))

    op.drop_table("planned_seminar")
    op.drop_table("planned_decline")
    with op.batch_alter_table("bid_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bid_step_bid_id"))

    op.drop_table("bid_step")
    op.drop_table("bid_slot")
    op.drop_table("bid_date")
    op.drop_table("user_role")
    op.drop_table("plan")
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_engagement_adviser_id"))

    op.drop_table("engagement")
    with op.batch_alter_table("closed_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closed_period_tour_id"))

    op.drop_table("closed_period")
    with op.batch_alter_table("bid", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bid_tour_id_state"))

    op.drop_table("bid")
    op.drop_table("adviser_topic")
    op.drop_table("user")
    op.drop_table("tour")
    op.drop_table("topic")
    with op.batch_alter_table("secret_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_secret_link_purpose_subject_id"))

    op.drop_table("secret_link")
    op.drop_table("role")
    op.drop_table("rate_count")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_state_next_attempt_at"))
        batch_op.drop_index(batch_op.f("ix_message_about"))

    op.drop_table("message")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_state_due_at"))

    op.drop_table("job")
    op.drop_table("adviser")
