"""What to ask where a venue is another one, and something beside it is still the old one's."""

from collections.abc import Iterator

from flask_babel import gettext
from wtforms import Field

from seminar_service.web.questions import Question


def stale_address(venue: Field, address: Field, postal_code: Field) -> Iterator[Question]:
    """Ask where the address beside a new venue is still that of the old one.

    The fields know what the row says: their form was made from it.
    """
    is_new = venue.data != venue.object_data
    stays = all(field.data == field.object_data for field in (address, postal_code))
    if is_new and stays and address.data:
        text = gettext(
            "The venue is now %(venue)s, and the address is still %(address)s.",
            venue=venue.data,
            address=address.data,
        )
        yield Question("address", (address, venue), text)
