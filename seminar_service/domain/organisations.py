"""Names of companies and other bodies: comparison and order."""

import re
from typing import Final

from seminar_service.domain.names import name_key

_LEGAL_FORMS: Final = re.compile(
    r"株式会社|有限会社|合同会社|合名会社|合資会社"
    r"|(?:一般|公益|特例)?(?:社団|財団)法人|独立行政法人"
    r"|\((?:株|有|同|名|資|一社|一財|公社|公財)\)"
    r"|(?:co\.,?ltd\.?|inc\.?|corp\.?|ltd\.?)$"
)


def company_key(name: str, *, longest: int) -> str:
    """Return what two spellings of one company share: its name without the legal form.

    Width, case, kana and spaces do not count. A name that is nothing but a legal form stays. Cut
    to `longest` letters, so that it fits into an index.
    """
    folded = name_key(name)
    return (_LEGAL_FORMS.sub("", folded) or folded)[:longest]
