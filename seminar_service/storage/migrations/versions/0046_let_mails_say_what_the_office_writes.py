"""Let mails of a tour say what the office writes, and answers go where it wants"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    reply = sa.Column(
        "mail_replies_to", sa.String(254), server_default=sa.text("''"), nullable=False
    )
    op.add_column("tour", reply)
    op.create_table(
        "mail_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("subject_ja", sa.String(length=150), nullable=False),
        sa.Column("body_ja", sa.Text(), nullable=False),
        sa.Column("original_ja", sa.String(length=64), nullable=False),
        sa.Column("subject_en", sa.String(length=150), nullable=False),
        sa.Column("body_en", sa.Text(), nullable=False),
        sa.Column("original_en", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["tour_id"], ["tour.id"], name=op.f("fk_mail_text_tour_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_text")),
        sa.UniqueConstraint("tour_id", "kind", name=op.f("uq_mail_text_tour_id_kind")),
    )


def downgrade() -> None:
    op.drop_table("mail_text")
    op.drop_column("tour", "mail_replies_to")
