"""The rules of alerts in English: what each threshold is called."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "kind.alert_rules": "Alert rules",
    "field.not_heard_min": "No report for",
    "field.visit_silent_min": "No report during a visit for",
    "field.visit_long_min": "Visit without an end for",
    "field.visit_danger_min": "Visit without an end where there was danger, for",
    "field.visit_short_s": "Visit with a contact ended before",
    "field.late_min": "Late after the end of the window by",
    "field.absent_min": "Far from the visit that is due, after at least",
    "field.absent_m": "Farther than",
    "field.zone_dwell_min": "Out of the zone for",
    "field.idle_min": "Without movement for",
    "field.unexplained_min": "Stop without a known reason for",
    "field.same_place_min": "Several phones at one point for",
    "field.low_battery_pct": "Battery down to",
    "field.payment_days": "Payment not at the bank after (business days)",
    "field.off": "Do not tell",
    "never_off": "An SOS, and what each portfolio asked for, are always told.",
}
