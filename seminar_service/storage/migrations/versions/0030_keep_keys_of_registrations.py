"""Keep by what registrations are found, sorted and compared, their versions, and notes"""

import re
import unicodedata

import jaconv
import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

LONGEST = 200
ROWS_AT_ONCE = 500
KEYS = ("reading_key", "company_key", "search_text")
INDEXES = {
    "ix_registration_email_key": ["email_key"],
    "ix_registration_name_key_company_key": ["name_key", "company_key"],
}
# As names and companies are folded when rows are written; later edits of a row bring it up to date.
LEGAL_FORMS = re.compile(
    r"株式会社|有限会社|合同会社|合名会社|合資会社"
    r"|(?:一般|公益|特例)?(?:社団|財団)法人|独立行政法人"
    r"|\((?:株|有|同|名|資|一社|一財|公社|公財)\)"
    r"|(?:co\.,?ltd\.?|inc\.?|corp\.?|ltd\.?)$"
)
VOICE_MARKS = str.maketrans("", "", "\u3099\u309a")
SMALL_TO_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
VOWEL_ROWS = (
    "あかさたなはまやらわ",
    "いきしちにひみりゐ",
    "うくすつぬふむゆる",
    "えけせてねへめれゑ",
    "おこそとのほもよろを",
)
VOWEL_OF = {kana: row[0] for row in VOWEL_ROWS for kana in row}

registration = sa.table(
    "registration",
    sa.column("id", sa.Integer),
    *(sa.column(name, sa.String) for name in ("name", "name_kana", "company", "email_key", *KEYS)),
)


def upgrade() -> None:
    version = sa.Column("version", sa.Integer(), server_default="1", nullable=False)
    op.add_column("registration", version)
    sorted_text = sa.String(LONGEST).with_variant(sa.String(LONGEST, collation="C"), "postgresql")
    for name, kind in zip(KEYS, (sorted_text, sorted_text, sa.Text()), strict=True):
        column = sa.Column(name, kind, server_default=sa.text("''"), nullable=False)
        op.add_column("registration", column)
    for index, columns in INDEXES.items():
        op.create_index(op.f(index), "registration", columns)
    op.create_table(
        "registration_note",
        sa.Column("history_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["history_id"],
            ["history.id"],
            name=op.f("fk_registration_note_history_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_note_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_registration_note")),
    )
    op.create_index(
        op.f("ix_registration_note_registration_id"), "registration_note", ["registration_id"]
    )
    _fill()


def downgrade() -> None:
    op.drop_table("registration_note")
    for index in INDEXES:
        op.drop_index(op.f(index), table_name="registration")
    for name in (*KEYS, "version"):
        op.drop_column("registration", name)


def _fill() -> None:
    connection, last = op.get_bind(), 0
    while rows := connection.execute(
        sa.select(registration)
        .where(registration.c.id > last)
        .order_by(registration.c.id)
        .limit(ROWS_AT_ONCE)
    ).all():
        last = rows[-1].id
        for row in rows:
            of_row = registration.c.id == row.id
            connection.execute(sa.update(registration).where(of_row).values(_keys(row)))


def _keys(row: sa.Row) -> dict[str, str]:
    company = _folded(row.company)
    searched = (row.name, row.name_kana, row.company, row.email_key)
    return {
        "reading_key": _reading_key(row.name, row.name_kana)[:LONGEST],
        "company_key": (LEGAL_FORMS.sub("", company) or company)[:LONGEST],
        "search_text": "\n".join(_folded(text) for text in searched),
    }


def _folded(text: str) -> str:
    return jaconv.hira2kata(unicodedata.normalize("NFKC", text)).replace(" ", "").casefold()


def _reading_key(name: str, reading: str) -> str:
    text = unicodedata.normalize("NFKC", reading or name)
    sounds = jaconv.kata2hira(text).replace(" ", "").casefold()
    unvoiced = unicodedata.normalize("NFD", sounds).translate(VOICE_MARKS)
    letters: list[str] = []
    for letter in unvoiced.translate(SMALL_TO_LARGE):
        before = letters[-1] if letters else ""
        letters.append(VOWEL_OF.get(before, letter) if letter == "ー" else letter)
    return f"{''.join(letters)} {sounds} {_folded(name)}"
