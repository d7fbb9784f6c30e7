"""Secret links, rate limits, and the mailboxes that strangers name."""
