"""What may be read of a mail that was sent: everything but its secret links."""

import re
from typing import Final

MASK: Final = "XXXXXXXX"
"""What stands where a secret was. It opens nothing."""

SHORTEST_SECRET: Final = 32
"""Letters of what is taken for a secret. Tokens have 43, names in addresses far fewer."""

# At least one letter or digit among them, so that a line of dashes stays one.
_SECRET: Final = re.compile(rf"(?=[-_]*[A-Za-z0-9])[A-Za-z0-9_-]{{{SHORTEST_SECRET},}}", re.ASCII)


def masked(text: str) -> str:
    """A text without anything that might be the secret part of a link.

    Whatever looks like a token is taken for one, wherever it stands: a long word too many is
    masked rather than a secret kept.
    """
    return _SECRET.sub(MASK, text)
