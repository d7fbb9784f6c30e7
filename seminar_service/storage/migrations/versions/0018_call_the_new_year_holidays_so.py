"""Call the New Year holidays so in English, where nobody has renamed them"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE closed_period SET name_en = 'New Year holidays' WHERE name_en = 'Year''s turn'"
    )


def downgrade() -> None:
    op.execute(
        "UPDATE closed_period SET name_en = 'Year''s turn' WHERE name_en = 'New Year holidays'"
    )
