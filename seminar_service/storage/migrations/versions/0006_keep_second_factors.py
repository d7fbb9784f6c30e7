"""Keep second factors, the language of an account, and links that set a password"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BEFORE = (
    "'bid', 'adviser', 'registration', 'host_feed', 'adviser_feed', 'registration_feed',"
    " 'registration_button', 'mailbox'"
)
AFTER = f"{BEFORE}, 'password'"


def upgrade() -> None:
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("locale", sa.String(length=2), server_default="ja", nullable=False)
        )
        batch_op.add_column(sa.Column("tf_primary_method", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("tf_totp_secret", sa.String(length=1024), nullable=True))
        batch_op.add_column(sa.Column("tf_last_counter", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("mf_recovery_codes", sa.UnicodeText(), nullable=True))
        batch_op.add_column(
            sa.Column("fs_webauthn_user_handle", sa.String(length=64), nullable=True)
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_user_fs_webauthn_user_handle"), ["fs_webauthn_user_handle"]
        )
    op.create_table(
        "webauthn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1024), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("transports", sa.UnicodeText(), nullable=True),
        sa.Column("backup_state", sa.Boolean(), nullable=False),
        sa.Column("device_type", sa.String(length=64), nullable=False),
        sa.Column("extensions", sa.Text(), nullable=True),
        sa.Column("lastuse_datetime", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("usage", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_webauthn_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webauthn")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_webauthn_credential_id")),
    )
    with op.batch_alter_table("webauthn", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webauthn_user_id"), ["user_id"], unique=False)
    _allow_purposes(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM secret_link WHERE purpose = 'password'")
    _allow_purposes(BEFORE)
    op.drop_table("webauthn")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_user_fs_webauthn_user_handle"), type_="unique")
        batch_op.drop_column("fs_webauthn_user_handle")
        batch_op.drop_column("mf_recovery_codes")
        batch_op.drop_column("tf_last_counter")
        batch_op.drop_column("tf_totp_secret")
        batch_op.drop_column("tf_primary_method")
        batch_op.drop_column("locale")


def _allow_purposes(purposes: str) -> None:
    with op.batch_alter_table("secret_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_secret_link_purpose"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_secret_link_purpose"), f"purpose IN ({purposes})"
        )
