"""What one request of a phone said, parsed and bounded: what each phone protocol hands to ingest.

No verdicts here.
"""

import re
from dataclasses import dataclass

from kobra_domain.report import Report

# As a word among others: phones join several alarms by commas, and some by other marks.
_SOS = re.compile(r"(?<![^\W_])sos(?![^\W_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneReport:
    """One record. `report` is what it is judged by; the rest goes into the position as it stands.

    `attributes` is the JSON text of every other key; `content` is shown if it must be set aside.
    `uuid` is the phone's own name of the record: who sends it again repeats it, and a new record
    has a new one, even of the same fix.
    """

    report: Report
    device_id: str | None = None
    accuracy_m: float | None = None
    speed_mps: float | None = None
    bearing: float | None = None
    altitude_m: float | None = None
    battery_pct: float | None = None
    is_charging: bool | None = None
    is_flagged_mock: bool = False
    alarm: str = ""
    uuid: str = ""
    attributes: str = ""
    content: str = ""
    source: str = "osmand"

    @property
    def is_sos(self) -> bool:
        """Whether it is a call for help; several alarms may stand in one text."""
        return is_sos(self.alarm)


def is_sos(alarm: str) -> bool:
    """Whether one of the alarms in a text is a call for help."""
    return _SOS.search(alarm) is not None
