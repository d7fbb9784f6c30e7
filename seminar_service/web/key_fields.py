"""Keys that make a form that is sent twice count once."""

import re
import secrets
from typing import Final

from wtforms import HiddenField

from seminar_service.web.kept_forms import comes_from_own_page

_KEY: Final = re.compile(r"[0-9a-f]{32}")


def new_key() -> str:
    """A key that makes a form that is sent twice count once."""
    return secrets.token_hex(16)


class KeyField(HiddenField):
    """The idempotency key of a form; one that is missing or made up is replaced.

    So is one that another site sent here: whoever knows the key could ask what became of the form.
    """

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the key that the form was given when it was first shown."""
        given = valuelist[0] if valuelist else ""
        sound = _KEY.fullmatch(given) and comes_from_own_page()
        self.data = given if sound else new_key()
