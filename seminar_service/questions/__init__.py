"""What the registration form asks: standard questions and the organiser's own."""
