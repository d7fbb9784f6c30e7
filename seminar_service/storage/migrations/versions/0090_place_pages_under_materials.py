"""Let pages of the website stand under materials"""

from collections.abc import Iterable

from alembic import op

revision = "0090"
down_revision = "0089"
branch_labels = None
depends_on = None

BEFORE = ("ask", "learn", "nowhere")


def upgrade() -> None:
    _allow((*BEFORE, "materials"))


def downgrade() -> None:
    op.execute("UPDATE page SET placement = 'nowhere' WHERE placement = 'materials'")
    _allow(BEFORE)


def _allow(placements: Iterable[str]) -> None:
    """Exchange the only check of the table."""
    words = ", ".join(repr(each) for each in placements)
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_page_placement"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_page_placement"), f"placement IN ({words})")
