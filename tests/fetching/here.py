"""The process of `seminar_service.fetching`, but with rules that allow this machine.

Started by tests in its place: the certificate that is trusted is the first argument.
"""

import ssl
import sys
from unittest import mock

from seminar_service.fetching import getting
from seminar_service.fetching.__main__ import main
from seminar_service.fetching.getting import Rules


def _rules() -> Rules:
    return Rules(
        allows=lambda number: number.is_loopback,
        usable=lambda address: address,
        trust=ssl.create_default_context(cafile=sys.argv[1]),
    )


if __name__ == "__main__":
    with mock.patch.object(getting, "Rules", _rules):
        sys.exit(main())
