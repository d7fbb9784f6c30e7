"""What becomes of registrations, told through the browser of a telephone in both languages."""

from collections.abc import Callable

import pytest

from seminar_service.domain.locales import Locale
from seminar_service.domain.proof import ProofRule
from tests.browser.full_seminar import FullSeminar
from tests.browser.group_story import GroupStory
from tests.browser.office_story import OfficeStory, lay_people
from tests.browser.registration_ground import RegistrationGround, lay_seminars
from tests.browser.service import Installation, Service
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Visit = Callable[[Locale], Visitor]


@pytest.fixture
def small_seminar(installation: Installation) -> RegistrationGround:
    """Two places, and every registration needs the button in its mail."""
    return lay_seminars(installation, [2], proof_rule=ProofRule.ALWAYS)


@pytest.fixture
def two_seminars(installation: Installation) -> RegistrationGround:
    """With places for everybody, where most registrations need no button."""
    return lay_seminars(installation, [20, 20], proof_rule=ProofRule.USUAL)


@pytest.fixture
def people(installation: Installation) -> RegistrationGround:
    """Two seminars, the second with two places left."""
    ground = lay_seminars(installation, [20, 3], proof_rule=ProofRule.USUAL)
    lay_people(installation, ground)
    return ground


@pytest.mark.parametrize("locale", Locale)
def test_an_offer_lapses_and_goes_on_and_who_waits_again_accepts_the_next(
    installation: Installation,
    small_seminar: RegistrationGround,
    service: Service,
    visit_by_telephone: Visit,
    locale: Locale,
) -> None:
    story = FullSeminar(installation, service, visit_by_telephone, small_seminar, locale)
    story.two_register_and_press_the_button()
    story.two_more_wait()
    story.the_first_withdraws_and_the_third_is_asked()
    story.the_third_lets_the_offer_lapse_and_the_fourth_takes_it()
    story.the_third_waits_again()
    story.the_second_withdraws_and_the_third_accepts()


@pytest.mark.parametrize("locale", Locale)
def test_people_of_a_group_are_exchanged_and_moved_and_find_their_page_again(
    two_seminars: RegistrationGround, service: Service, visit_by_telephone: Visit, locale: Locale
) -> None:
    story = GroupStory(service, visit_by_telephone, two_seminars, locale)
    story.one_contact_registers_three_people()
    story.another_comes_instead_of_the_first()
    story.the_office_moves_the_second()
    story.the_second_changes_an_answer()
    story.the_second_loses_the_link_and_gets_it_again()


@pytest.mark.parametrize("locale", Locale)
def test_the_office_writes_to_some_and_brings_people_in_and_takes_lists_out(
    installation: Installation,
    people: RegistrationGround,
    service: Service,
    visit_by_telephone: Visit,
    locale: Locale,
) -> None:
    story = OfficeStory(installation, service, visit_by_telephone, people, locale)
    story.a_message_reaches_those_for_whom_all_of_the_filter_holds()
    story.a_file_with_a_wrong_line_brings_nobody_in()
    story.a_good_file_is_looked_at_and_brought_in()
    story.the_list_is_taken_out_in_both_kinds_of_file()
