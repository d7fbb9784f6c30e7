"""Keep a history of who did what, and know administrators"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

# An empty database gets all roles from `init`; one that is in use gets the new one here.
ADD_ADMIN = """
INSERT INTO role (name, description)
SELECT 'admin', '' WHERE EXISTS (SELECT 1 FROM role)
AND NOT EXISTS (SELECT 1 FROM role WHERE name = 'admin')
"""
# The earlier release knows no administrators: they become what comes next.
MAKE_ADMINS_PLANNERS = """
INSERT INTO user_role (user_id, role_id)
SELECT held.user_id, planner.id
FROM user_role AS held
JOIN role AS admin ON admin.id = held.role_id AND admin.name = 'admin'
JOIN role AS planner ON planner.name = 'planner'
WHERE NOT EXISTS (
  SELECT 1 FROM user_role AS other
  WHERE other.user_id = held.user_id AND other.role_id = planner.id
)
"""
DROP_ADMINS = (
    "DELETE FROM user_role WHERE role_id IN (SELECT id FROM role WHERE name = 'admin')",
    "DELETE FROM role WHERE name = 'admin'",
)


def upgrade() -> None:
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("actor_kind", sa.String(length=40), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_history_user_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_history_kind"), ["kind"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_history_subject_kind_subject_id"),
            ["subject_kind", "subject_id"],
            unique=False,
        )
    op.execute(ADD_ADMIN)


def downgrade() -> None:
    op.execute(MAKE_ADMINS_PLANNERS)
    for statement in DROP_ADMINS:
        op.execute(statement)
    op.drop_table("history")
