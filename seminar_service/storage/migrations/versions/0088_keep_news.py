"""Keep news of the organiser"""

import sqlalchemy as sa
from alembic import op

revision = "0088"
down_revision = "0087"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "news_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("title_ja", sa.String(length=120), nullable=False),
        sa.Column("text_ja", sa.Text(), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("live_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "title_ja <> '' OR title_en <> ''",
            name=op.f("ck_news_item_written_in_a_language"),
        ),
        sa.CheckConstraint(
            "(title_ja = '') = (text_ja = '')", name=op.f("ck_news_item_whole_in_japanese")
        ),
        sa.CheckConstraint(
            "(title_en = '') = (text_en = '')", name=op.f("ck_news_item_whole_in_english")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news_item")),
        sa.UniqueConstraint("public_id", name=op.f("uq_news_item_public_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_news_item_uid")),
    )
    op.create_index(op.f("ix_news_item_live_from"), "news_item", ["live_from"])


def downgrade() -> None:
    op.drop_table("news_item")
