"""What an adviser says of each region, in forms of advisers and of the office."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField
from wtforms.fields import SelectChoice

from seminar_service.advisers.leanings import leanings_of
from seminar_service.advisers.model import Engagement, Leaning
from seminar_service.domain.prefectures import regions
from seminar_service.web.locale import current_locale

NEITHER: Final = ""
WORDS: Final[Mapping[Leaning, Any]] = {
    Leaning.GLADLY: _l("gladly"),
    Leaning.RATHER_NOT: _l("rather not"),
}
HERE: Final[Mapping[Leaning, Any]] = {
    Leaning.GLADLY: _l("gladly comes here"),
    Leaning.RATHER_NOT: _l("would rather not come here"),
}
"""The same of one place."""


class RegionFields:
    """Mix it into a form before it: a field for each region. Call `name_regions` at first."""

    def name_regions(self) -> None:
        """Label the fields in the reader's language."""
        for region, field in zip(regions(), self.region_fields, strict=True):
            field.label.text = region.name(current_locale())

    @property
    def region_fields(self) -> list[Field]:
        """The fields, from north to south."""
        return [getattr(self, _name(each.key)) for each in regions()]

    @property
    def leanings(self) -> dict[str, Leaning]:
        """What was said, by the key of the region."""
        said = {each.key: getattr(self, _name(each.key)).data for each in regions()}
        return {key: Leaning(value) for key, value in said.items() if value}


def region_values(engagement: Engagement) -> dict[str, str]:
    """What the fields show of an adviser's part in a tour."""
    said = leanings_of(engagement)
    return {_name(each.key): said.get(each.key, NEITHER) for each in regions()}


def leaning_words(engagement: Engagement) -> list[str]:
    """What an adviser says of regions, one text each."""
    names = {each.key: each.name(current_locale()) for each in regions()}
    return [
        gettext("%(label)s: %(value)s", label=names[key], value=WORDS[said])
        for key, said in leanings_of(engagement).items()
    ]


def _name(key: str) -> str:
    return f"region_{key}"


def _field() -> Any:  # noqa: ANN401 (what the library makes of a field before it has a form)
    words = [SelectChoice(each.value, said) for each, said in WORDS.items()]
    return SelectField(choices=[SelectChoice(NEITHER, _l("either way")), *words], default=NEITHER)


for _region in regions():
    setattr(RegionFields, _name(_region.key), _field())
