"""Instances and plans as values, and the documents that carry them."""
