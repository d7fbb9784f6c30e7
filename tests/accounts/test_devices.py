"""What device somebody uses, in words."""

import pytest

from seminar_service.accounts.devices import LONGEST_READ, Device, device_of

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
ANDROID = "Mozilla/5.0 (Linux; Android 15; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (f"{WINDOWS} Chrome/140.0.0.0 Safari/537.36", Device("Chrome", "Windows")),
        (f"{WINDOWS} Chrome/140.0.0.0 Safari/537.36 Edg/140.0", Device("Edge", "Windows")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", Device("Firefox", "Linux")),
        (f"{MAC} Version/18.0 Safari/605.1.15", Device("Safari", "macOS")),
        (f"{IPHONE} CriOS/140.0 Mobile/15E148 Safari/604.1", Device("Chrome", "iPhone")),
        (
            f"{ANDROID} SamsungBrowser/28.0 Chrome/130.0 Safari",
            Device("Samsung Internet", "Android"),
        ),
        ("curl/8.5.0", Device("", "")),
        ("", Device("", "")),
        ("x" * LONGEST_READ + " Chrome/140 Windows", Device("", "")),
    ],
)
def test_a_device_is_named_by_what_its_users_call_it(user_agent: str, device: Device) -> None:
    assert device_of(user_agent) == device
