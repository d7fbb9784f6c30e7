"""Returned mail: read from a mailbox, understood, noted on the mail and its address."""
