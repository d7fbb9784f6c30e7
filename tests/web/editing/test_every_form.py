"""Every address that takes a form: one that changes a row knows what its sender has seen."""

from typing import Final

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.web.editing import things
from tests.web.editing.browsers import form_of

VERSIONED: Final = {
    "hosts.answer",
    "hosts.withdraw",
    "organisers.announce",
    "organisers.cancel_seminar",
    "organisers.decide_bid",
    "organisers.disengage",
    "organisers.edit_adviser",
    "organisers.edit_bid",
    "organisers.edit_refusal",
    "organisers.edit_seminar",
    "organisers.edit_topic",
    "organisers.edit_tour",
    "organisers.engagement",
    "organisers.own_bulletins",
    "organisers.staff_account",
}
"""Forms that carry the version of what they change."""

SEEN: Final = {
    "advisers.answer": "the question, and the answer so far",
    "hosts.confirmation": "the question, and the answer so far",
    "organisers.seminar": "the question, and the answer so far",
    "organisers.change_locks": "what each bid is locked to",
    "organisers.change_plan_locks": "what each bid is locked to",
    "organisers.remove_adviser_decline": "the decline, by its instant",
    "organisers.remove_host_decline": "the decline, by its instant",
    "organisers.release_plan": "the fingerprint of the preview",
}
"""Forms that carry what was seen in another way."""

UNGUARDED: Final = {
    "advisers.new_link": "revokes and mails a new one; the second time its own link is revoked",
    "advisers.feed": "makes one more address; earlier ones stay",
    "advisers.revoke_feed": "does nothing the second time",
    "hosts.feed": "makes one more address; earlier ones stay",
    "hosts.revoke_feed": "does nothing the second time",
    "hosts.new_link": "revokes and mails a new one; the second time its own link is revoked",
    "hosts.new_bid": "a new row, once for each key",
    "organisers.adviser_links": "sends one more link; earlier ones are revoked",
    "organisers.bid_links": "sends one more link; earlier ones are revoked",
    "organisers.registration_links": "sends one more link; earlier ones are revoked",
    "organisers.end_others": "ends sessions; the second time there is nothing to end",
    "organisers.end_own_session": "ends a session; the second time there is nothing to end",
    "organisers.close_staff_account": "closes; the second time it is closed",
    "organisers.end_staff_sessions": "ends sessions; the second time there is nothing to end",
    "organisers.enter_bid": "a new row, once for each key",
    "organisers.invite_staff": "a new row, once for each address",
    "organisers.new_adviser": "a new row",
    "organisers.new_topic": "a new row, once for each code",
    "organisers.new_tour": "a new row, once for each fiscal year",
    "organisers.reopen_staff_account": "opens; the second time it is open",
    "organisers.reset_staff_factors": "resets; the second time there is nothing to reset",
    "organisers.send_staff_link": "sends one more link; earlier ones are revoked",
    "organisers.start_planning": "a new row, while none is under way",
    "organisers.stop_planning": "asks to stop; the second time it has been asked",
    "organisers.tour_advisers": "takes part; the second time it takes part already",
    "public.confirm": "the transition table; the second time the place holds",
    "public.feed": "makes one more address; earlier ones stay",
    "public.revoke_feed": "does nothing the second time",
    "public.mailbox": "proves a mailbox; the second time it is proven",
    "public.new_link": "sends one more link; earlier ones stay",
    "public.renew_link": "revokes and mails a new one; the second time its own link is revoked",
    "public.register": "a new row, once for each key",
    "public.withdraw": "the transition table; the second time there is nothing to give up",
}
"""Forms that cannot undo what somebody else has entered, with the reason."""

OF_ONES_OWN: Final = ("security.", "account.")
"""Log-in and what belongs to it: one's own account alone."""


def test_every_form_knows_what_its_sender_has_seen_or_says_why_it_need_not(app: Flask) -> None:
    taking = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    ours = {endpoint for endpoint in taking if not endpoint.startswith(OF_ONES_OWN)}

    assert ours - VERSIONED - SEEN.keys() - UNGUARDED.keys() == set(), "say how it is guarded"
    assert (VERSIONED | SEEN.keys() | UNGUARDED.keys()) - ours == set(), "no such form any more"


@pytest.mark.parametrize("make", things.ALL, ids=lambda make: make.__name__)
def test_a_form_shows_the_version_that_it_was_made_from(
    session: Session, browser: things.Browser, make: things.Make
) -> None:
    thing = make(session)
    thing.row.version = 41
    session.commit()

    sent = form_of(browser(thing, "first").get(thing.address).text)

    assert sent["version"] == ["41"]
    assert len(sent["shown"][0].split()) >= 3
