"""The form with which counters and hosts order handouts, and what they have ordered."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask import flash
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import DataRequired, NumberRange, Optional

from seminar_service.counters.values import Tongue
from seminar_service.domain.actors import Actor
from seminar_service.extensions import db
from seminar_service.handouts.model import Handout
from seminar_service.handouts.orders import ask
from seminar_service.handouts.values import MOST_PIECES, Receiver, ReceiverKind
from seminar_service.web.clock import now
from seminar_service.web.counter_words import TONGUES
from seminar_service.web.fields import (
    LineField,
    ParagraphField,
    PostalCodeField,
    WholeNumberField,
    at_most,
)
from seminar_service.web.key_fields import KeyField, new_key
from seminar_service.web.locale import current_locale

FILL_IN = _l("Please fill in this field.")
RANGE = _l("Please enter a number from %(min)d to %(max)d.")


class OrderForm(FlaskForm):
    """How many of what, and where to."""

    numbers: ClassVar[Sequence[int]] = ()

    person = LineField(_l("For whom"), [at_most(80)])
    postal_code = PostalCodeField(_l("Postal code"))
    address = LineField(_l("Address"), [DataRequired(FILL_IN), at_most(200)])
    note = ParagraphField(_l("Note to the office"), [at_most(500)])
    form_key = KeyField(default=new_key)

    def pieces(self) -> Mapping[int, int]:
        """What was entered, by handouts; call it only after a `validate` that succeeded."""
        return {number: self[f"pieces_{number}"].data or 0 for number in self.numbers}

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each field, then that something is ordered."""
        is_sound = bool(super().validate(extra_validators))
        if is_sound and not any(self.pieces().values()):
            first = self[f"pieces_{self.numbers[0]}"] if self.numbers else self.note
            first.errors = [gettext("Please order at least one piece.")]
            return False
        return is_sound


def order_form(handouts: Sequence[Handout], **more: Any) -> OrderForm:  # noqa: ANN401 (as the library has it)
    """The form with a field for each handout."""
    fields: dict[str, Any] = {
        f"pieces_{each.id}": WholeNumberField(
            named(each), [Optional(), NumberRange(0, MOST_PIECES, RANGE)]
        )
        for each in handouts
    }
    kind = type(
        "OwnOrderForm", (OrderForm,), fields | {"numbers": tuple(each.id for each in handouts)}
    )
    form: OrderForm = kind(**more)
    return form


def send_order(
    form: OrderForm,
    kind: ReceiverKind,
    organisation: str,
    prefecture: str,
    *,
    actor: Actor,
    counter_id: int | None = None,
    bid_id: int | None = None,
) -> None:
    """Order what a valid form says for a counter or a host, and tell its reader so."""
    receiver = Receiver(
        kind,
        organisation=organisation,
        prefecture=prefecture,
        address=form.address.data or "",
        postal_code=form.postal_code.data or "",
        person=form.person.data or "",
        counter_id=counter_id,
        bid_id=bid_id,
    )
    ask(
        db.session(),
        receiver,
        form.pieces(),
        form_key=form.form_key.data,
        note=form.note.data or "",
        actor=actor,
        now=now(),
    )
    flash(gettext("The order has been sent to the office."), "success")


def named(handout: Handout) -> str:
    """A handout with its edition and language."""
    return str(
        gettext(
            "%(name)s (%(edition)s, %(language)s)",
            name=handout.name(current_locale()),
            edition=handout.edition,
            language=TONGUES[Tongue(handout.language)],
        )
    )
