"""The seminar tour service."""
