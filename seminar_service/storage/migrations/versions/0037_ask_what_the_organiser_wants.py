"""Let the organiser compose the registration form: questions, and their answers as rows"""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

SOURCES = (
    "website",
    "email",
    "flyer",
    "host",
    "counter",
    "acquaintance",
    "social_media",
    "press",
    "other",
)
ASKING = ("off", "optional", "required")
KINDS = ("line", "text", "one_of", "several_of", "yes_no", "number", "day")
STANDARD = (
    "name_kana",
    "telephone",
    "company",
    "department",
    "employees",
    "industry",
    "participant_kind",
    "consultation",
    "heard_of",
    "needs",
)


def upgrade() -> None:
    _widen_registration()
    _create_questions()
    _create_sheets()
    _create_answers()


def downgrade() -> None:
    for table in (
        "answer_option",
        "answer",
        "question_sheet_line",
        "question_sheet",
        "question_condition",
        "question_option",
        "question",
    ):
        op.drop_table(table)
    # Before, everybody had to say in which role they come.
    op.execute("UPDATE registration SET participant_kind = 'other' WHERE participant_kind IS NULL")
    for column in (
        "needs_other",
        "needs_large_print",
        "needs_sign_language",
        "needs_wheelchair",
        "heard_of",
        "telephone",
    ):
        op.drop_column("registration", column)
    _let_kind_be_missing(may_be=False)


def _widen_registration() -> None:
    _let_kind_be_missing(may_be=True)
    op.add_column("registration", _text("telephone", 40))
    op.execute(
        "ALTER TABLE registration ADD COLUMN heard_of VARCHAR(40)"
        f" CONSTRAINT ck_registration_heard_of CHECK ({_one_of('heard_of', SOURCES)})"
    )
    for need in ("needs_wheelchair", "needs_sign_language", "needs_large_print"):
        column = sa.Column(need, sa.Boolean(), server_default=sa.false(), nullable=False)
        op.add_column("registration", column)
    op.add_column("registration", _text("needs_other", 200))


def _let_kind_be_missing(*, may_be: bool) -> None:
    """Say whether `participant_kind` may be NULL.

    SQLite knows no statement for that. To make the table anew would turn checks that go with their
    columns into checks of the table, so its definition is written anew, as SQLite's documentation
    describes for constraints that concern no stored content.
    """
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("registration", "participant_kind", nullable=may_be)
        return
    needed, free = "participant_kind VARCHAR(40) NOT NULL", "participant_kind VARCHAR(40)"
    old, new = (needed, free) if may_be else (free, needed)
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    op.execute(
        sa.text(
            "UPDATE sqlite_master SET sql = replace(sql, :old, :new)"
            " WHERE type = 'table' AND name = 'registration'"
        ).bindparams(old=old, new=new)
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")


def _create_questions() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("asking", sa.String(length=40), nullable=False),
        sa.Column("label_ja", sa.String(length=200), nullable=False),
        sa.Column("label_en", sa.String(length=200), nullable=False),
        sa.Column("help_ja", sa.Text(), nullable=False),
        sa.Column("help_en", sa.Text(), nullable=False),
        sa.Column("is_personal", sa.Boolean(), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(_one_of("kind", KINDS), name=op.f("ck_question_kind")),
        sa.CheckConstraint(_one_of("asking", ASKING), name=op.f("ck_question_asking")),
        sa.ForeignKeyConstraint(["tour_id"], ["tour.id"], name=op.f("fk_question_tour_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index(op.f("ix_question_tour_id_position"), "question", ["tour_id", "position"])
    op.create_table(
        "question_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label_ja", sa.String(length=200), nullable=False),
        sa.Column("label_en", sa.String(length=200), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        _key("question_option", "question_id", "question.id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_option")),
    )
    op.create_index(op.f("ix_question_option_question_id"), "question_option", ["question_id"])
    op.create_table(
        "question_condition",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("on_question_id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=True),
        sa.Column("says_yes", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "on_question_id <> question_id", name=op.f("ck_question_condition_on_another")
        ),
        sa.CheckConstraint(
            "(option_id IS NULL) <> (says_yes IS NULL)",
            name=op.f("ck_question_condition_one_answer"),
        ),
        _key("question_condition", "question_id", "question.id", ondelete="CASCADE"),
        _key("question_condition", "on_question_id", "question.id"),
        _key("question_condition", "option_id", "question_option.id"),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_question_condition")),
    )
    op.create_index(
        op.f("ix_question_condition_on_question_id"), "question_condition", ["on_question_id"]
    )


def _create_sheets() -> None:
    op.create_table(
        "question_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("seminar_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        _key("question_sheet", "tour_id", "tour.id"),
        _key("question_sheet", "seminar_id", "seminar.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_sheet")),
        sa.UniqueConstraint("seminar_id", name=op.f("uq_question_sheet_seminar_id")),
    )
    op.create_index(
        "uq_question_sheet_of_tour",
        "question_sheet",
        ["tour_id"],
        unique=True,
        sqlite_where=sa.text("seminar_id IS NULL"),
        postgresql_where=sa.text("seminar_id IS NULL"),
    )
    op.create_table(
        "question_sheet_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("standard", sa.String(length=40), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("asking", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "(standard IS NULL) <> (question_id IS NULL)",
            name=op.f("ck_question_sheet_line_one_question"),
        ),
        sa.CheckConstraint(
            _one_of("standard", STANDARD), name=op.f("ck_question_sheet_line_standard")
        ),
        sa.CheckConstraint(_one_of("asking", ASKING), name=op.f("ck_question_sheet_line_asking")),
        _key("question_sheet_line", "sheet_id", "question_sheet.id", ondelete="CASCADE"),
        _key("question_sheet_line", "question_id", "question.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_sheet_line")),
        sa.UniqueConstraint(
            "sheet_id", "standard", name=op.f("uq_question_sheet_line_sheet_id_standard")
        ),
        sa.UniqueConstraint(
            "sheet_id", "question_id", name=op.f("uq_question_sheet_line_sheet_id_question_id")
        ),
    )


def _create_answers() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("says_yes", sa.Boolean(), nullable=True),
        _key("answer", "registration_id", "registration.id", ondelete="CASCADE"),
        _key("answer", "question_id", "question.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "registration_id", "question_id", name=op.f("uq_answer_registration_id_question_id")
        ),
    )
    op.create_index(op.f("ix_answer_question_id"), "answer", ["question_id"])
    op.create_table(
        "answer_option",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        _key("answer_option", "answer_id", "answer.id", ondelete="CASCADE"),
        _key("answer_option", "option_id", "question_option.id"),
        sa.PrimaryKeyConstraint("answer_id", "option_id", name=op.f("pk_answer_option")),
    )
    op.create_index(op.f("ix_answer_option_option_id"), "answer_option", ["option_id"])


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), server_default=sa.text("''"), nullable=False)


def _key(
    table: str, column: str, target: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete
    )


def _one_of(column: str, words: Iterable[str]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"
