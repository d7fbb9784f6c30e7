"""What is said of support counters, in the reader's language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from seminar_service.counters.months import ConsultationKind
from seminar_service.counters.values import Tongue

TONGUES: Final[Mapping[StrEnum, Any]] = {
    Tongue.JA: _l("Japanese"),
    Tongue.EN: _l("English"),
    Tongue.ZH: _l("Chinese"),
    Tongue.KO: _l("Korean"),
    Tongue.VI: _l("Vietnamese"),
    Tongue.PT: _l("Portuguese"),
}

CONSULTATIONS: Final[Mapping[StrEnum, Any]] = {
    ConsultationKind.GENERAL: _l("General matters of intellectual property"),
    ConsultationKind.OPEN_CLOSE: _l("Open or close strategy"),
    ConsultationKind.MANAGEMENT: _l("Management of trade secrets"),
    ConsultationKind.CONTRACTS: _l("Contracts"),
    ConsultationKind.SECURITY: _l("Information security"),
    ConsultationKind.LEAKAGE: _l("Damage by leakage"),
    ConsultationKind.OTHER: _l("Other consultations"),
}
