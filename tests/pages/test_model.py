"""What the database refuses of pages."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.pages.model import PageText
from tests.factories import NOW
from tests.pages.support import add


@pytest.mark.parametrize(
    "changes",
    [
        {"title_ja": "", "text_ja": ""},
        {"text_ja": ""},
        {"title_en": "Only a title"},
        {"number": 1},
    ],
)
def test_a_version_is_whole_and_has_a_number_of_its_own(
    session: Session, changes: dict[str, Any]
) -> None:
    page_id = add(session)
    values: dict[str, Any] = {"title_ja": "題", "text_ja": "文", "number": 2, "written_at": NOW}
    session.add(PageText(page_id=page_id, **(values | changes)))

    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()
