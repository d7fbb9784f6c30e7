"""Keep what lists for hosts and advisers may say of a participant"""

from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Whoever registered before was told of a list, but not what stands in it, and was not asked:
    # they are only counted until they choose more themselves. A check of the column itself:
    # SQLite can neither add nor drop one of the table.
    op.execute(
        "ALTER TABLE registration ADD COLUMN shared_with_host"
        " VARCHAR(40) DEFAULT 'number_only' NOT NULL"
        " CONSTRAINT ck_registration_shared_with_host"
        " CHECK (shared_with_host IN ('number_only', 'name_and_company', 'with_mail'))"
    )


def downgrade() -> None:
    op.drop_column("registration", "shared_with_host")
