"""Keep courses, certificates and how many learn"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0092"
down_revision = "0091"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "learning_course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column(
            "content",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("live_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_course")),
        sa.UniqueConstraint("code", name=op.f("uq_learning_course_code")),
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("title_ja", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("form_key", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["learning_course.id"], name=op.f("fk_certificate_course_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("form_key", name=op.f("uq_certificate_form_key")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
    )
    op.create_table(
        "learner_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.CheckConstraint("begun >= 0 AND finished >= 0", name=op.f("ck_learner_count_counts_up")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["learning_course.id"], name=op.f("fk_learner_count_course_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learner_count")),
        sa.UniqueConstraint(
            "course_id", "month", "kind", name=op.f("uq_learner_count_course_id_month_kind")
        ),
    )


def downgrade() -> None:
    op.drop_table("learner_count")
    op.drop_table("certificate")
    op.drop_table("learning_course")
