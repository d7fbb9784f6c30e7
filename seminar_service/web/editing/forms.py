"""Forms that change a row: they carry its version, and what each field showed at first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final, Self, cast

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import Field, FieldList, HiddenField

from seminar_service.web.editing.conflicts import Conflict, Difference, Side
from seminar_service.web.editing.pictures import Picture, digest, in_words, picture

NO_VERSION: Final = 0
"""The version of a form that carries none; no row ever has it."""

_NUMBER = re.compile(r"[0-9]{1,9}")
_TAKE = "take-"

TAKEN: Final = "theirs"
"""What the field `take-NAME` says where somebody wants what the other entered."""


def version_in(text: str) -> int:
    """The version that a form has carried; `NO_VERSION` for whatever is none."""
    return int(text) if _NUMBER.fullmatch(text) else NO_VERSION


class VersionField(HiddenField):
    """The version of the row that a form was made from; whatever is none is `NO_VERSION`.

    Only a form that is shown for the first time takes it from the row: one that comes back
    without a version must not pass for one that was made from the newest.
    """

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the version that came back."""
        self.data = version_in(valuelist[0] if valuelist else "")


class ShownField(HiddenField):
    """What each field showed at first, as digests; nothing but the marks depends on it."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what came back, and nothing else."""
        self.data = valuelist[0] if valuelist else ""


class VersionedForm(FlaskForm):
    """A form that changes a row. Mix it in first; give it the row's `version` with its values.

    `beside` names the fields that say something about the change and not about the row, such
    as a note. A subclass with lists overrides `pictured`, `spelled` and `relabel` as it needs.
    """

    version = VersionField()
    shown = ShownField()

    beside: ClassVar[frozenset[str]] = frozenset()
    conflict: Conflict | None = None
    taken: frozenset[str] = frozenset()

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (as the library has it)
        """Fill the fields; where the other's entry was chosen, with that, whatever was typed."""
        formdata = self.meta.wrap_formdata(self, formdata)
        super().process(formdata, *args, **kwargs)
        if formdata:
            chosen = [each for each in self.compared() if formdata.get(_TAKE + each.name) == TAKEN]
            for field in chosen:
                _refill(field, field.object_data)
            self.taken = frozenset(field.name for field in chosen)

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check the fields; a form that carries nothing at all carries no version either."""
        if self.version.raw_data is None:
            self.version.data = NO_VERSION
        return bool(super().validate(extra_validators))

    def hidden_tag(self, *fields: Any) -> Markup:  # noqa: ANN401 (as the library has it)
        """The hidden fields; one that is shown for the first time notes what it shows."""
        if not self.is_submitted():
            self.remember(self)
        return cast("Markup", super().hidden_tag(*fields))

    def remember(self, present: "VersionedForm") -> None:
        """Note the version that is shown, and what the fields of `present` say."""
        if not self.shown.data:
            self.version.data = present.version.data
            self.shown.data = present.shown_now()

    def compared(self) -> Iterator[Field]:
        """The fields that say something about the row."""
        apart = self.beside | {"version", "shown", "as_entered", "csrf_token"}
        return (field for field in self if field.short_name not in apart)

    def pictured(self, field: Field) -> Picture:
        """What a field says, for comparing."""
        return picture(field)

    def spelled(self, field: Field) -> str:
        """What a field says, for readers; empty where it says nothing."""
        return in_words(field)

    def relabel(self) -> None:
        """Name the rows of lists anew, after one was filled."""

    def digests(self) -> dict[str, str]:
        """What every field says, shortened, by name."""
        return {field.name: digest(self.pictured(field)) for field in self.compared()}

    def shown_now(self) -> str:
        """The digests as one hidden field carries them."""
        return " ".join(f"{name}:{said}" for name, said in self.digests().items())

    def shown_at_first(self) -> Mapping[str, str]:
        """What each field showed at first; without those of which nothing is known."""
        parts = (part.partition(":") for part in (self.shown.data or "").split())
        return {name: said for name, _, said in parts if said}

    def says_the_same_as(self, present: Self) -> bool:
        """Whether saving would change nothing about a row that says what `present` says."""
        return self._said() == present.digests()

    def differences_to(self, present: Self) -> list[Difference]:
        """Where this form and the row as it is now part; and put these marks on the fields.

        A field that only the others changed shows what they entered. Any other keeps what was
        entered here.
        """
        mine, theirs, first = self._said(), present.digests(), self.shown_at_first()
        found = []
        for field in [each for each in self.compared() if mine[each.name] != theirs[each.name]]:
            name = field.name
            side = Side.of(mine[name], theirs[name], first.get(name))
            if side is Side.THEIRS:
                _refill(field, present[name].data)
            field.difference = Difference(field, side, present.spelled(present[name]))
            found.append(field.difference)
        self.relabel()
        return found

    def _said(self) -> dict[str, str]:
        """What every field says; where the other's entry was chosen, what was seen of it."""
        seen = {name: said for name, said in self.shown_at_first().items() if name in self.taken}
        return self.digests() | seen


def _refill(field: Field, data: Any) -> None:  # noqa: ANN401 (whatever a field holds)
    """Let a field say something else, as if that had been typed."""
    field.process(None, data)
    field.errors = []
    if isinstance(field, FieldList):
        return
    text = field._value() if hasattr(field, "_value") else data  # noqa: SLF001 (how WTForms' widgets read a field)
    field.raw_data = None if text in (None, "", []) else [str(text)]
