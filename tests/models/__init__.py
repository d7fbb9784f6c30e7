"""The tables and their transactions."""
