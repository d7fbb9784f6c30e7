"""What the office fills in about handouts."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from seminar_service.counters.values import Tongue
from seminar_service.handouts.model import Handout, HandoutStore
from seminar_service.handouts.values import MOST_PIECES, HandoutDetails, HandoutKind
from seminar_service.web.counter_words import TONGUES
from seminar_service.web.fields import LineField, WholeNumberField, at_most, choices_of
from seminar_service.web.handout_orders import FILL_IN, RANGE, named
from seminar_service.web.handout_words import KINDS
from seminar_service.web.key_fields import KeyField, new_key


class HandoutForm(FlaskForm):
    """A pamphlet or poster."""

    kind = RadioField(
        _l("Kind of handout"),
        [InputRequired(FILL_IN)],
        choices=choices_of(KINDS),
        default=HandoutKind.PAMPHLET.value,
    )
    name_ja = LineField(_l("Name of the handout"), [DataRequired(FILL_IN), at_most(100)])
    name_en = LineField(_l("Name of the handout in English"), [at_most(100)])
    edition = LineField(_l("Edition"), [DataRequired(FILL_IN), at_most(40)])
    language = SelectField(
        _l("Language of the handout"), choices=choices_of(TONGUES), default=Tongue.JA.value
    )

    def details(self) -> HandoutDetails:
        """What was entered; call it only after a `validate` that succeeded."""
        return HandoutDetails(
            kind=HandoutKind(self.kind.data),
            name_ja=self.name_ja.data or "",
            name_en=self.name_en.data or "",
            edition=self.edition.data or "",
            language=self.language.data,
        )


class StoreForm(FlaskForm):
    """A place where handouts are kept."""

    name = LineField(_l("Name of the store"), [DataRequired(FILL_IN), at_most(100)])


class ReceiptForm(FlaskForm):
    """Pieces that came, or are missing."""

    handout = SelectField(_l("Handout"), coerce=int)
    store = SelectField(_l("Store"), coerce=int)
    pieces = WholeNumberField(
        _l("Pieces"), [InputRequired(FILL_IN), NumberRange(-MOST_PIECES, MOST_PIECES, RANGE)]
    )
    note = LineField(_l("Note"), [at_most(200)])
    form_key = KeyField(default=new_key)

    def offer(self, handouts: Sequence[Handout], stores: Sequence[HandoutStore]) -> None:
        """Let any of them be chosen."""
        self.handout.choices = [(each.id, named(each)) for each in handouts]
        self.store.choices = [(each.id, each.name) for each in stores]
