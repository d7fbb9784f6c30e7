"""Bulletins: the mails that tell the office what hosts, advisers and participants have done."""
