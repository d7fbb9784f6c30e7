"""Tallies: the mails that tell hosts how many people have registered."""
