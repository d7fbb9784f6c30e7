"""What advisers say themselves of when they can come, and what of it the office decides."""
