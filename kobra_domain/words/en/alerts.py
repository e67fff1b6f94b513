"""Alerts in English: the name of each kind, and its sentence with the figure it carries."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "alert_kind.sos": "SOS",
    "alert_kind.not_heard": "Not heard from",
    "alert_kind.left_zone": "Out of zone",
    "alert_kind.mock_suspected": "Possibly mocked location",
    "alert_kind.low_battery": "Low battery",
    "alert_kind.long_idle": "Not moving for long",
    "alert_kind.outside_fence": "Check-in away from the address",
    "alert_kind.late": "Visit running late",
    "alert_kind.rule_blocked": "Visit blocked by a rule",
    "alert.sos": "Asks for help: {detail}",
    "alert.not_heard": "Not heard from for {detail} min",
    "alert.left_zone": "Left the zone ({detail} m)",
    "alert.mock_suspected": "Possibly mocked location: {mock}",
    "alert.low_battery": "Battery at {detail}%",
    "alert.long_idle": "Not moving for {detail} min",
    "alert.outside_fence": "Check-in {detail} m from the address",
    "alert.late": "Visit {detail} min late",
    "alert.rule_blocked": "Visit blocked by a rule: {detail}",
}
