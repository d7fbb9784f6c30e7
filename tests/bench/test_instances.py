import json
from pathlib import Path

import pytest

from solver import read_instance
from tests.bench.errors import UnknownInstance
from tests.bench.instances import GROWTH, TARGETS, Catalogue, load_catalogue
from tests.bench.measures import MEASURES
from tests.solver.peer import SHARED, needs_shared
from tests.solver.tours import make_bid, make_tour


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder of reference tours with a single one in it."""
    tours = tmp_path / "shared" / "tours"
    tours.mkdir(parents=True)
    text = json.dumps(make_tour([make_bid("b1")]))
    (tours / "tiny-01-plain.json").write_text(text, encoding="utf-8")
    (tours / "tiny-optima.json").write_text('{"tiny-01-plain": 2000}', encoding="utf-8")
    return tmp_path / "shared"


def names(catalogue: Catalogue) -> list[str]:
    return [case.name for case in catalogue.cases]


def test_without_the_reference_tours_the_shipped_year_is_run(tmp_path: Path) -> None:
    catalogue = load_catalogue(tmp_path / "none")
    assert names(catalogue) == ["fy2015"]
    path = catalogue.provide(catalogue.cases[0], tmp_path)
    assert len(read_instance(json.loads(path.read_text(encoding="utf-8"))).bids) == 31


def test_a_pattern_stands_for_all_tours_of_that_name_but_not_for_their_optima(
    shared: Path, tmp_path: Path
) -> None:
    catalogue = load_catalogue(shared)
    assert names(catalogue) == ["fy2015", "tiny-01-plain"]
    tiny = catalogue.cases[1]
    assert tiny.targets == {"proven": 2}
    assert catalogue.provide(tiny, tmp_path) == shared / "tours" / "tiny-01-plain.json"
    assert catalogue.optimum(tiny) == 2000
    assert catalogue.optimum(catalogue.cases[0]) is None


def test_instances_are_chosen_by_name(shared: Path) -> None:
    catalogue = load_catalogue(shared)
    assert [case.name for case in catalogue.chosen(["tiny-*"])] == ["tiny-01-plain"]
    with pytest.raises(UnknownInstance, match="there are fy2015, tiny-01-plain"):
        catalogue.chosen(["giant"])


@needs_shared
def test_growing_tours_are_run_when_they_are_asked_for() -> None:
    catalogue = load_catalogue(SHARED)
    assert all(TARGETS in case.tables for case in catalogue.chosen([]))
    chosen = catalogue.chosen(["fy2015"], with_growth=True)
    assert [case.name for case in chosen if GROWTH not in case.tables] == ["fy2015"]
    assert len(chosen) > 2


@needs_shared
def test_a_tour_is_made_by_the_generator(tmp_path: Path) -> None:
    catalogue = load_catalogue(SHARED)
    [case] = catalogue.chosen(["small-60x6-seed2"])
    document = json.loads(catalogue.provide(case, tmp_path).read_text(encoding="utf-8"))
    assert (len(document["bids"]), len(document["advisers"])) == (60, 6)
    assert document["name"] == case.name


@needs_shared
def test_every_target_is_one_of_the_measures() -> None:
    keys = {measure.key for measure in MEASURES}
    cases = load_catalogue(SHARED).cases
    assert any(case.targets for case in cases)
    assert [case.name for case in cases if not set(case.targets) <= keys] == []
