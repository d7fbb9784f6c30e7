"""Say whom to call who has no mail address, and take registrations from files and from hosts"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

BEFORE = "'form', 'telephone', 'fax', 'counter'"
SINCE = f"{BEFORE}, 'file', 'host'"
CHECK = "ck_registration_source"


def upgrade() -> None:
    _let_sources_be(BEFORE, SINCE)
    text = sa.Column("call_about", sa.String(40), server_default=sa.text("''"), nullable=False)
    op.add_column("registration", text)
    op.add_column("registration", sa.Column("call_since", sa.DateTime(timezone=True)))
    op.create_index("ix_registration_call_since", "registration", ["call_since"])


def downgrade() -> None:
    # Before, everybody had an address: one that can be written to by nobody stands for none.
    op.execute(
        "UPDATE registration SET email = 'nobody-' || id || '@example.invalid',"
        " email_key = 'nobody-' || id || '@example.invalid' WHERE email = ''"
    )
    op.execute("UPDATE registration SET source = 'counter' WHERE source IN ('file', 'host')")
    op.drop_index("ix_registration_call_since", "registration")
    op.drop_column("registration", "call_since")
    op.drop_column("registration", "call_about")
    _let_sources_be(SINCE, BEFORE)


def _let_sources_be(old: str, new: str) -> None:
    """Change which sources the check of the column takes.

    SQLite knows no statement for that. To make the table anew would turn checks that go with their
    columns into checks of the table, so its definition is written anew, as SQLite's documentation
    describes for constraints that every row keeps.
    """
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(CHECK), "registration", type_="check")
        op.create_check_constraint(op.f(CHECK), "registration", f"source IN ({new})")
        return
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    op.execute(
        sa.text(
            "UPDATE sqlite_master SET sql = replace(sql, :old, :new)"
            " WHERE type = 'table' AND name = 'registration'"
        ).bindparams(old=f"source IN ({old})", new=f"source IN ({new})")
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")
