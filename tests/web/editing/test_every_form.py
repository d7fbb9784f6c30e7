"""Every address that takes a form: one that changes a row knows what its sender has seen."""

from typing import Final

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.web.editing import things
from tests.web.editing.browsers import form_of

VERSIONED: Final = {
    "advisers.days",
    "advisers.take_calendar_days",
    "hosts.answer",
    "hosts.withdraw",
    "organisers.announce",
    "organisers.cancel_seminar",
    "organisers.decide_bid",
    "organisers.describe_plan",
    "organisers.rename_scenario",
    "organisers.disengage",
    "organisers.edit_adviser",
    "organisers.edit_bid",
    "organisers.edit_mail_settings",
    "organisers.edit_mail_text",
    "organisers.edit_flyer",
    "organisers.edit_notice",
    "organisers.edit_question",
    "organisers.edit_refusal",
    "organisers.edit_registration",
    "organisers.edit_seminar",
    "organisers.edit_topic",
    "organisers.release_mail",
    "organisers.release_words",
    "organisers.edit_tour",
    "organisers.kept_back",
    "hosts.access_code",
    "organisers.access_code",
    "organisers.online_address",
    "organisers.engagement",
    "organisers.own_bulletins",
    "organisers.seminar_questions",
    "organisers.staff_account",
    "public.change",
    "organisers.standard_questions",
}
"""Forms that carry the version of what they change."""

SEEN: Final = {
    "advisers.answer": "the question, and the answer so far",
    "advisers.dates": "each question, and the answer so far",
    "hosts.dates": "each question, and the answer so far",
    "organisers.host_dates": "each question, and the answer so far",
    "organisers.adviser_dates": "each question, and the answer so far",
    "organisers.set_answer_deadline": "the day that was shown; for all whoever comes last",
    "organisers.begin_with_repair": "the decline, by its instant",
    "organisers.take_other_day": "the decline, by its instant",
    "hosts.confirmation": "the question, and the answer so far",
    "organisers.seminar": "the question, and the answer so far",
    "organisers.move_question": "the position of its row",
    "organisers.change_locks": "what each bid is locked to",
    "organisers.change_plan_locks": "what each bid is locked to",
    "organisers.chosen_bids_of_tour": "the version of each of the chosen bids",
    "organisers.chosen_registrations": "how each of the chosen registrations stood",
    "organisers.merge_registrations": "how both registrations stood",
    "organisers.priority": "the priority so far",
    "organisers.substitute": "how the registration stood",
    "organisers.decide_wish": "that the wish is open still",
    "organisers.undo_confirmation": "how the registration stood",
    "organisers.undo_edit": "the version of the registration",
    "organisers.take_back": "how the registration stood",
    "organisers.remove_adviser_decline": "the decline, by its instant",
    "organisers.remove_host_decline": "the decline, by its instant",
    "organisers.restore_mail_text": "the version of the text that was shown",
    "organisers.send_notice": "the version of the text that was shown",
    "organisers.resend_mail": "how often it has been sent again",
    "public.stay": "the revision of the date that was shown; withdrawing is the transition table",
    "organisers.change_planned_bid": "how the draft held the bid",
    "organisers.do_hand_over": "how the draft held each bid",
    "organisers.do_split_trip": "how the draft held each bid",
    "organisers.send_left_out": "the version of what was prepared",
    "organisers.waive_rule": "the objection, by its mark",
    "organisers.withdraw_waiver": "the objection, by its mark",
    "organisers.undo_plan_edit": "the number of the step",
    "organisers.redo_plan_edit": "the number of the step",
    "organisers.delete_plan": "the version of the plan that was shown",
    "organisers.release_plan": "the fingerprint of the preview",
    "organisers.settle_suggestion": "what the draft held",
    "organisers.schedule_release": "the fingerprint of the preview",
    "organisers.call_off_release": "calling off twice is calling off once",
    "organisers.ask_for_fairness": "the number of the curve that was shown",
    "organisers.adopt_scenario": "the fingerprint of the preview",
    "organisers.delete_scenario": "the version of the scenario that was shown",
    "organisers.remove_change": "the version of the scenario that was shown",
}
"""Forms that carry what was seen in another way."""

UNGUARDED: Final = {
    "advisers.new_link": "revokes and mails a new one; the second time its own link is revoked",
    "advisers.calendar_days": "shows what a file says; nothing is changed",
    "advisers.own_calendar": "shows what an address answers; nothing is changed",
    "advisers.take_own_calendar": "the adviser's one calendar; days that were marked by hand stay",
    "advisers.end_own_calendar": "does nothing the second time",
    "advisers.feed": "makes one more address; earlier ones stay",
    "advisers.revoke_feed": "does nothing the second time",
    "hosts.participants_file": "changes nothing but the history",
    "advisers.participants_file": "changes nothing but the history",
    "hosts.people": "a new row, once for each key",
    "hosts.withdraw_person": "the transition table; the second time there is nothing to give up",
    "hosts.exchange_person": "the transition table; the second time the place is another's",
    "hosts.feed": "makes one more address; earlier ones stay",
    "hosts.revoke_feed": "does nothing the second time",
    "hosts.new_link": "revokes and mails a new one; the second time its own link is revoked",
    "hosts.invited_bid": "a new row, once for each key",
    "hosts.end_invitations": "the second time it is so already",
    "organisers.invite_hosts": "unique columns; the second time nobody is left to write to",
    "hosts.new_bid": "a new row, once for each key",
    "organisers.admit_beyond": "the transition table; the second time the person waits no longer",
    "organisers.remind_of_answers": "the second time everybody has just been reminded",
    "organisers.adviser_links": "sends one more link; earlier ones are revoked",
    "organisers.copy_plan": "a new row, a draft",
    "organisers.add_change": "adds to what a scenario assumes; what is there stays",
    "organisers.begin_scenario": "a new row, a scenario",
    "organisers.copy_scenario": "a new row, a scenario",
    "organisers.start_replanning": "a new row, while no run of the draft is under way",
    "organisers.note_disruption": "a new row, while the same is not noted yet",
    "organisers.look_for_ways": "a new draft with runs of its own",
    "organisers.lift_disruption": "does nothing the second time",
    "organisers.try_remedy": "a new row, a scenario",
    "organisers.run_scenario": "a new row, while the same is not asked yet",
    "organisers.run_scenarios": "new rows, while the same is not asked yet",
    "organisers.bid_links": "sends one more link; earlier ones are revoked",
    "organisers.registration_links": "sends one more link; earlier ones are revoked",
    "organisers.party_links": "sends one more link; earlier ones are revoked",
    "organisers.answer_file": "changes nothing but the history",
    "organisers.export_registrations": "changes nothing but the history",
    "organisers.export_seminar_registrations": "changes nothing but the history",
    "organisers.import_registrations": "keeps a file to be looked at; nobody is registered yet",
    "organisers.import_seminar_registrations": "keeps a file to be looked at; nobody is registered",
    "organisers.import_bids": "keeps a file to be looked at; nothing is entered yet",
    "organisers.imported_bids": "a file is brought in once; the second time it has been",
    "organisers.import_advisers": "keeps a file to be looked at; nobody is added yet",
    "organisers.imported_advisers": "a file is brought in once; the second time it has been",
    "organisers.imported_registrations": "a file is brought in once; the second time it has been",
    "organisers.print_list": "changes nothing but the history",
    "organisers.end_others": "ends sessions; the second time there is nothing to end",
    "organisers.end_own_session": "ends a session; the second time there is nothing to end",
    "organisers.retry_mail": "the second time it has not failed any more",
    "organisers.mark_mail_address": "marks or clears; the second time that is so already",
    "organisers.mark_registration_address": "marks or clears; the second time that is so already",
    "organisers.stop_mail": "the second time it does not wait any more",
    "organisers.stop_mails": "the second time nothing waits any more",
    "organisers.stop_notice": "the second time nothing waits any more",
    "organisers.let_mail_go": "the second time it is not stopped any more",
    "organisers.let_mails_go": "the second time nothing is stopped any more",
    "organisers.let_notice_go": "the second time nothing is stopped any more",
    "organisers.new_notice": "a new row, a draft",
    "organisers.test_notice": "sends one more test to whoever presses",
    "organisers.take_over_mail_texts": "takes what is not written anew; the second time all is",
    "organisers.test_mail_text": "sends one more test to whoever presses",
    "organisers.call_back_notice": "the transition table; the second time it is a draft",
    "organisers.discard_notice": "the transition table; the second time it is thrown away",
    "organisers.resend_notice": "the second time nobody is left whom it did not reach",
    "organisers.close_staff_account": "closes; the second time it is closed",
    "organisers.end_staff_sessions": "ends sessions; the second time there is nothing to end",
    "organisers.enter_bid": "a new row, once for each key",
    "organisers.invite_staff": "a new row, once for each address",
    "organisers.new_adviser": "a new row",
    "organisers.note_bid": "a new row",
    "organisers.note_registration": "a new row",
    "organisers.register_caller": "a new row, once for each key",
    "organisers.new_question": "a new row",
    "organisers.retire_question": "retires; the second time it is retired",
    "organisers.restore_question": "asks again; the second time it is asked",
    "organisers.new_topic": "a new row, once for each code",
    "organisers.new_tour": "a new row, once for each fiscal year",
    "organisers.reopen_staff_account": "opens; the second time it is open",
    "organisers.reset_staff_factors": "resets; the second time there is nothing to reset",
    "organisers.send_staff_link": "sends one more link; earlier ones are revoked",
    "organisers.start_planning": "a new row, while the same is not asked yet",
    "organisers.stop_planning": "asks to stop; the second time it has been asked",
    "organisers.take_run_out": "only what waits; the second time it waits no longer",
    "organisers.ask_advisers": "who has not answered; nobody is asked twice on one day",
    "organisers.tour_advisers": "takes part; the second time it takes part already",
    "public.alert": "the transition table; the second time nothing happens",
    "public.end_alert": "the transition table; the second time nothing happens",
    "public.new_alert": "a new row, once for each address and wish",
    "public.change_address": "asks once more; the earlier wish is forgotten",
    "public.confirm_address": "the second time the address is the registration's",
    "public.take_address_back": "the second time it is back, and new links are sent",
    "public.open_other": "changes nothing but the history; makes one more link",
    "public.confirm": "the transition table; the second time the place holds",
    "public.offer": "the transition table; the second time it is answered",
    "public.register_party": "new rows, once for each key",
    "public.withdraw_member": "the transition table; the second time there is nothing to give up",
    "public.exchange_member": "the transition table; the second time the place is another's",
    "public.renew_party_link": "revokes and mails a new one; the second time its link is revoked",
    "public.exchange": "the transition table; the second time the place is somebody else's",
    "public.feed": "makes one more address; earlier ones stay",
    "public.revoke_feed": "does nothing the second time",
    "public.lost_link": "sends more links; earlier ones stay",
    "public.mailbox": "proves a mailbox; the second time it is proven",
    "public.new_link": "sends one more link; earlier ones stay",
    "public.renew_link": "revokes and mails a new one; the second time its own link is revoked",
    "public.register": "a new row, once for each key",
    "organisers.switch_mode": "how the person attends then; the second time that is so",
    "public.switch": "how the person attends then; the second time that is so",
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
