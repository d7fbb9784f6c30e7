"""What the staff does with registrations by hand."""
