"""Which days a calendar file takes: read by a process of its own, because strangers wrote it."""
