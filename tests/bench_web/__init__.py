"""The bench of the pages: what they cost beside a bare route of as many rows and bytes."""
