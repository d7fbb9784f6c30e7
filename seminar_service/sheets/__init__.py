"""Files with a table that somebody sends: read within limits, kept until they are brought in."""
