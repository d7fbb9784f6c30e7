"""Say how registrations came in: by the form, or to the office"""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A check of the column itself: SQLite can neither add nor drop one of the table.
    op.execute(
        "ALTER TABLE registration ADD COLUMN source VARCHAR(40) DEFAULT 'form' NOT NULL"
        " CONSTRAINT ck_registration_source"
        " CHECK (source IN ('form', 'telephone', 'fax', 'counter'))"
    )


def downgrade() -> None:
    op.drop_column("registration", "source")
