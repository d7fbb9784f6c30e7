"""Keeping what a release has done. Part of the release itself."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy.orm import Session

from seminar_service.releases.changes import ChangeKind
from seminar_service.releases.mail_list import Audience
from seminar_service.releases.prepared import Preparation
from seminar_service.releases.preview import Comparison
from seminar_service.releases.record_model import ReleaseRecord


def keep_record(
    session: Session,
    compared: Comparison,
    prepared: Preparation,
    counts: Mapping[Audience, int],
) -> ReleaseRecord:
    """Keep what a release has changed and whom it has written to.

    Part of the caller's transaction, which has made the seminars; `counts` is how many mails there
    were to be, those left out included.
    """
    left_out = Counter(each.mail.audience for each in prepared.left_out if each.mail)
    record = ReleaseRecord(
        plan_id=compared.plan.id,
        changes=[
            {**change.as_data(), "seminar": compared.seminars[change.bid_id].id}
            for change in compared.changes
            if change.kind is not ChangeKind.KEPT
        ],
        refusals=sorted(row.bid_id for row in compared.new_declines),
        to_hosts=counts[Audience.HOST] - left_out[Audience.HOST],
        to_advisers=counts[Audience.ADVISER] - left_out[Audience.ADVISER],
        to_participants=counts[Audience.PARTICIPANT] - left_out[Audience.PARTICIPANT],
        people=counts[Audience.PARTICIPANT],
    )
    session.add(record)
    return record
