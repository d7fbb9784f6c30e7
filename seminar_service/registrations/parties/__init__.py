"""Parties: several people of one company whom one contact registers in one go."""
