"""Rounds of confirmation: what hosts and advisers are asked after a release, and until when."""
