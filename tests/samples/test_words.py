from seminar_service.samples import words


def test_the_first_77_people_are_different_and_have_a_reading() -> None:
    people = [words.person(number) for number in range(77)]

    assert len(set(people)) == 77
    assert words.person(77) == words.person(0)
    assert all(name and reading for name, reading in people)


def test_every_host_says_in_which_city_it_is() -> None:
    names = [host.name.format(city="金沢市") for host in words.HOSTS]

    assert all("金沢市" in name for name in names)
    assert len(set(names)) == len(words.HOSTS)
