"""`python -m seminar_service` does what `seminar-service` does."""

from seminar_service.cli import main

main()
