"""A desk in use, for tests of commands."""

from sqlite3 import Connection

CASE = (
    "INSERT INTO consultation_case (id, version, fiscal_year, number, state, channel, client_kind,"
    " prefecture, client, matter, next_step, email_key, telephone_key, company_key, locale,"
    " opened_on, opened_at, changed_at) VALUES (1, 1, 2026, 1, 'new', 'telephone', 'company', '',"
    " ?, '', '', '', '', '', 'ja', '2026-06-01', '2026-06-01 03:00', '2026-06-01 03:00')"
)


def put_case(database: Connection, client: str = "") -> None:
    """One case, with what is kept of its client."""
    database.execute(CASE, (client,))
