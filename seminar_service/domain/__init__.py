"""Rules of the seminar tour that need neither web nor database."""
