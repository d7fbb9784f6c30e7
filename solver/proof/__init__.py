"""How good a plan is, proven in a process of its own."""
