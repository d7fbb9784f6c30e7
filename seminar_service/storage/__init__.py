"""The database: engine, column types, transactions, migrations. It knows no area."""
