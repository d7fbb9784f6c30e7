"""What the staff words of a flyer."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from seminar_service.domain.locales import Locale
from seminar_service.flyers.model import Flyer
from seminar_service.flyers.values import LETTERS, Part, columns
from seminar_service.seminars.model import Seminar
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.fields import LineField, ParagraphField, at_most
from seminar_service.web.flyers import texts_of, usual_texts

_AT_MOST = {part: at_most(longest) for part, longest in LETTERS.items()}


class FlyerForm(VersionedForm):
    """The texts of a flyer in both languages."""

    title_ja = LineField(_l("Title in Japanese"), [InputRequired(), _AT_MOST[Part.TITLE]])
    title_en = LineField(_l("Title in English"), [InputRequired(), _AT_MOST[Part.TITLE]])
    lead_ja = ParagraphField(_l("Description in Japanese"), [_AT_MOST[Part.LEAD]])
    lead_en = ParagraphField(_l("Description in English"), [_AT_MOST[Part.LEAD]])
    programme_ja = ParagraphField(_l("Programme in Japanese"), [_AT_MOST[Part.PROGRAMME]])
    programme_en = ParagraphField(_l("Programme in English"), [_AT_MOST[Part.PROGRAMME]])
    access_ja = ParagraphField(_l("How to get there, in Japanese"), [_AT_MOST[Part.ACCESS]])
    access_en = ParagraphField(_l("How to get there, in English"), [_AT_MOST[Part.ACCESS]])
    registering_ja = ParagraphField(
        _l("How to register, in Japanese"), [_AT_MOST[Part.REGISTERING]]
    )
    registering_en = ParagraphField(_l("How to register, in English"), [_AT_MOST[Part.REGISTERING]])
    contact_ja = ParagraphField(_l("Contact in Japanese"), [_AT_MOST[Part.CONTACT]])
    contact_en = ParagraphField(_l("Contact in English"), [_AT_MOST[Part.CONTACT]])

    def texts(self, seminar: Seminar) -> dict[str, str | None]:
        """What was worded, by column; a usual text is `None`, and what nobody touched is left out.

        A usual text that was left as it was shown may be another one by now: it is not taken for
        what somebody has worded.
        """
        shown, said = self.shown_at_first(), self.digests()
        usual = {locale: usual_texts(seminar, locale) for locale in Locale}
        return {
            name: None if self[name].data == usual[locale][part] else self[name].data or ""
            for part, locale, name in columns()
            if said[name] != shown.get(name)
        }


def form_of(seminar: Seminar, flyer: Flyer, **arguments: Any) -> FlyerForm:  # noqa: ANN401 (as the library has it)
    """The form of a flyer, with what it says now."""
    said = {locale: texts_of(seminar, flyer, locale) for locale in Locale}
    values: Mapping[str, object] = {name: said[locale][part] for part, locale, name in columns()}
    return FlyerForm(data={**values, "version": flyer.version}, **arguments)
