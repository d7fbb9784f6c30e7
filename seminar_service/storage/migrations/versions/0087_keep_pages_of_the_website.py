"""Keep pages of the website and their versions"""

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0086"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column(
            "placement",
            sa.Enum(
                "ask",
                "learn",
                "nowhere",
                native_enum=False,
                length=40,
                name="placement",
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("name", name=op.f("uq_page_name")),
    )
    op.create_table(
        "page_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title_ja", sa.String(length=120), nullable=False),
        sa.Column("text_ja", sa.Text(), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("live_from", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "title_ja <> '' OR title_en <> ''",
            name=op.f("ck_page_text_written_in_a_language"),
        ),
        sa.CheckConstraint(
            "(title_ja = '') = (text_ja = '')", name=op.f("ck_page_text_whole_in_japanese")
        ),
        sa.CheckConstraint(
            "(title_en = '') = (text_en = '')", name=op.f("ck_page_text_whole_in_english")
        ),
        sa.ForeignKeyConstraint(
            ["page_id"], ["page.id"], name=op.f("fk_page_text_page_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_page_text_user_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_text")),
        sa.UniqueConstraint("page_id", "number", name=op.f("uq_page_text_page_id_number")),
    )
    op.create_index(op.f("ix_page_text_page_id_live_from"), "page_text", ["page_id", "live_from"])


def downgrade() -> None:
    op.drop_table("page_text")
    op.drop_table("page")
