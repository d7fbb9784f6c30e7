"""Inviting: hosts of earlier years are asked once a tour whether they want a seminar again."""
