"""Resending: mails written anew that were sent once, with links of their own."""
