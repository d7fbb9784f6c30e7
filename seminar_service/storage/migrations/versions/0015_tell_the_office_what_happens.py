"""Tell the office what hosts and advisers do: from now on, and as is usual for each role"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

USUAL = {"viewer": "none", "clerk": "at_once", "planner": "at_once", "admin": "daily"}

user = sa.table(
    "user",
    sa.column("id", sa.Integer),
    sa.column("bulletin", sa.String),
    sa.column("bulletin_since", sa.DateTime(timezone=True)),
)
role = sa.table("role", sa.column("id", sa.Integer), sa.column("name", sa.String))
user_role = sa.table(
    "user_role", sa.column("user_id", sa.Integer), sa.column("role_id", sa.Integer)
)


def upgrade() -> None:
    # A check of the column itself: SQLite can neither add nor drop one of the table.
    op.execute(
        "ALTER TABLE \"user\" ADD COLUMN bulletin VARCHAR(40) DEFAULT 'none' NOT NULL"
        " CONSTRAINT ck_user_bulletin CHECK (bulletin IN ('at_once', 'daily', 'none'))"
    )
    op.add_column("user", sa.Column("bulletin_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("user", sa.Column("bulletin_told_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "bulletin_told_line",
        sa.Column(
            "account_id", sa.Integer(), sa.ForeignKey("user.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "line_id", sa.Integer(), sa.ForeignKey("history.id", ondelete="CASCADE"), nullable=False
        ),
        sa.PrimaryKeyConstraint("account_id", "line_id", name=op.f("pk_bulletin_told_line")),
    )
    op.create_index(op.f("ix_bulletin_told_line_line_id"), "bulletin_told_line", ["line_id"])
    _begin()


def _begin() -> None:
    """Nobody is told of what happened before."""
    op.execute(sa.update(user).values(bulletin_since=sa.func.current_timestamp()))
    for name, choice in USUAL.items():
        of_role = (
            sa.select(user_role.c.user_id)
            .join(role, role.c.id == user_role.c.role_id)
            .where(role.c.name == name)
        )
        op.execute(sa.update(user).where(user.c.id.in_(of_role)).values(bulletin=choice))


def downgrade() -> None:
    op.drop_table("bulletin_told_line")
    for column in ("bulletin_told_at", "bulletin_since", "bulletin"):
        op.drop_column("user", column)
