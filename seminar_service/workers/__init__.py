"""Workers, put together: the jobs of all areas, and the delivery of the outbox."""
