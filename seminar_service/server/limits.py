"""How much and for how long the web server takes from anybody who connects.

Seconds and bytes. They are generous to a telephone with a bad line and stop whoever only wants
to hold a place.
"""

import re

MOST_CONNECTIONS = 1000
"""Connections of one process. Beyond it, who has kept us waiting longest makes way."""

LONGEST_REQUEST_LINE = 8 * 1024
LARGEST_HEADER = 32 * 1024
"""Request line and all headers together."""

LARGEST_BODY = 1024 * 1024
"""What the server takes at all; the application answers what is too large for a form."""

LARGEST_FILE_FORM = 11 * 1024 * 1024
"""The same of the few forms that may hold files."""

FILE_FORMS = re.compile(
    r"(?:/(?:seminars/[^/]+/register|registrations/[^/]+/change)"
    r"|/organiser/(?:tours|seminars)/[^/]+/registrations/import"
    r"|/organiser/tours/[^/]+/(?:bids|advisers)/import"
    r"|/organiser/counters/import"
    r"|/desk/cases/[^/]+/files/new"
    r"|/organiser/courses/import"
    r"|/adviser/[^/]+/days/[^/]+/calendar"
    r"|/organiser/(?:seminars/[^/]+/registrations/new|registrations/[^/]+/edit))\Z"
)
"""How the addresses of these forms end, after a language or a place behind a proxy."""

KEPT_IN_MEMORY = 64 * 1024
"""What is larger than this, of a body or an answer, waits in a temporary file."""

IDLE_SECONDS = 30.0
"""How long a connection may stay open between requests."""

HEADER_SECONDS = 20.0
"""From the first byte of a request to the last of its headers."""

REQUEST_SECONDS = 120.0
"""From the first byte of a request to the last of its body."""

ANSWER_SECONDS = 60.0
ANSWER_BYTES_PER_SECOND = 1024
"""A reader has `ANSWER_SECONDS`, and a second more for each so many bytes that were taken."""

LINGER_SECONDS = 3.0
"""How long a refused sender may go on sending, so that the refusal is read, not cut off."""
