"""Revisions: whether what everybody may see has changed."""
