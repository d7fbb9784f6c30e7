"""Reads for pages that span areas."""
