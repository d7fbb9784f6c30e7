"""Take files as answers to own questions"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

BEFORE = "'line', 'text', 'one_of', 'several_of', 'yes_no', 'number', 'day'"
AFTER = f"{BEFORE}, 'file'"


def upgrade() -> None:
    _allow_kinds(AFTER)
    op.execute(
        "ALTER TABLE question ADD COLUMN largest_megabytes INTEGER DEFAULT '2' NOT NULL"
        " CONSTRAINT ck_question_file_size_in_range"
        " CHECK (largest_megabytes >= 1 AND largest_megabytes <= 5)"
    )
    op.create_table(
        "answer_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("handle_hash", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                *("pdf", "jpeg", "png"),
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(answer_id IS NULL) <> (handle_hash IS NULL)",
            name=op.f("ck_answer_file_waits_or_belongs"),
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_answer_file_answer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_answer_file_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_file")),
        sa.UniqueConstraint("answer_id", name=op.f("uq_answer_file_answer_id")),
        sa.UniqueConstraint("handle_hash", name=op.f("uq_answer_file_handle_hash")),
    )
    op.create_index(op.f("ix_answer_file_question_id"), "answer_file", ["question_id"])
    op.create_index(op.f("ix_answer_file_kept_at"), "answer_file", ["kept_at"])


def downgrade() -> None:
    op.drop_table("answer_file")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_question_file_size_in_range"), type_="check")
        batch_op.drop_column("largest_megabytes")
    op.execute("UPDATE question SET kind = 'line' WHERE kind = 'file'")  # the names of files stay
    _allow_kinds(BEFORE)


def _allow_kinds(kinds: str) -> None:
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_question_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_question_kind"), f"kind IN ({kinds})")
