"""Let a fiscal year have several tours"""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0082"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("tour") as tour:
        tour.add_column(sa.Column("programme", sa.Integer(), server_default="1", nullable=False))
        tour.drop_constraint(op.f("uq_tour_fiscal_year"), type_="unique")
        tour.create_unique_constraint(
            op.f("uq_tour_fiscal_year_programme"), ["fiscal_year", "programme"]
        )
        tour.create_check_constraint(
            op.f("ck_tour_programmes_are_counted"), "programme BETWEEN 1 AND 99"
        )


def downgrade() -> None:
    with op.batch_alter_table("tour") as tour:
        tour.drop_constraint(op.f("ck_tour_programmes_are_counted"), type_="check")
        tour.drop_constraint(op.f("uq_tour_fiscal_year_programme"), type_="unique")
        tour.create_unique_constraint(op.f("uq_tour_fiscal_year"), ["fiscal_year"])
        tour.drop_column("programme")
