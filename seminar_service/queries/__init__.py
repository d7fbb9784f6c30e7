"""Reads for pages: from a session to rows or plain values; nothing is changed here."""
