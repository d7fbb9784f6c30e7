"""Call the columns of a message's lease what those of a job are called"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in batch mode, which makes the table anew on SQLite and loses its checks.
    op.execute("ALTER TABLE message RENAME COLUMN attempts TO attempt")
    op.execute("ALTER TABLE message RENAME COLUMN next_attempt_at TO due_at")
    op.drop_index("ix_message_state_next_attempt_at", "message")
    op.create_index("ix_message_state_due_at", "message", ["state", "due_at"])


def downgrade() -> None:
    op.drop_index("ix_message_state_due_at", "message")
    op.execute("ALTER TABLE message RENAME COLUMN due_at TO next_attempt_at")
    op.execute("ALTER TABLE message RENAME COLUMN attempt TO attempts")
    op.create_index("ix_message_state_next_attempt_at", "message", ["state", "next_attempt_at"])
