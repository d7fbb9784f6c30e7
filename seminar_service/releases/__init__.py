"""Releasing a plan: what it creates, moves and cancels, in one step."""
