"""Processes for many people at once."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

_PRELOADED = [
    "tests.registrations.test_race",
    "tests.registrations.test_held_places_race",
    "tests.releases.test_race",
]


def crowd_of(processes: int) -> ProcessPoolExecutor:
    """As many processes, which share nothing; loading the service is done once for all of them."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return ProcessPoolExecutor(processes, mp_context=context)
