"""Bulletins: the mails that tell the office what hosts and advisers have done."""
