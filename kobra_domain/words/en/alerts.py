"""Alerts in English: the name of each kind, and its sentence with the figure it carries."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "alert_kind.sos": "SOS",
    "alert_kind.not_heard": "Not heard from",
    "alert_kind.left_zone": "Out of zone",
    "alert_kind.mock_suspected": "Possibly mocked location",
    "alert_kind.no_position": "No new position",
    "alert_kind.clock_wrong": "Phone's clock is off",
    "alert_kind.phone_setup": "Phone to be looked at",
    "alert_kind.low_battery": "Low battery",
    "alert_kind.long_idle": "Not moving for long",
    "alert_kind.outside_fence": "Check-in away from the address",
    "alert_kind.late": "Visit running late",
    "alert_kind.rule_blocked": "Visit blocked by a rule",
    "alert_kind.visit_silent": "No report during a visit",
    "alert_kind.visit_long": "Visit too long",
    "alert_kind.visit_short": "Visit too short",
    "alert_kind.not_there": "Far from the visit that is due",
    "alert_kind.stop_unexplained": "Stop without a known reason",
    "alert_kind.same_place": "Several phones at one point",
    "alert_kind.payment_absent": "Reported payment not at the bank",
    "alert.sos": "Asks for help: {detail}",
    "alert.not_heard": "Not heard from for {detail} min",
    "alert.left_zone": "Left the zone ({detail} m)",
    "alert.left_zone.back": "Left the zone; back at {figure}",
    "alert.mock_suspected": "Possibly mocked location: {mock}",
    "alert.no_position": "No new position since {detail}",
    "alert.no_position.never": (
        "The phone reports and has told no position yet: check its permission to locate"
    ),
    "alert.clock_wrong": "This phone's clock disagrees: {detail}",
    "alert.clock_wrong.ahead": "This phone's clock is {figure_s} ahead",
    "alert.clock_wrong.behind": "This phone's clock is {figure_s} behind",
    "alert.phone_setup": "The phone has to be looked at: {detail}",
    "alert.phone_setup.bad_coordinates": (
        "Its last {figure} positions are off the map or incomplete: check the app"
    ),
    "alert.phone_setup.null_island": (
        "Its last {figure} positions are 0, 0: the phone does not know yet where it is"
    ),
    "alert.phone_setup.nowhere": (
        "Its last {figure} positions say nothing: the phone does not know where it is"
    ),
    "alert.phone_setup.future": (
        "Its last {figure} positions are dated in the future: check the phone's date and time"
    ),
    "alert.phone_setup.too_old": (
        "Its last {figure} positions are dated before 2015: check the phone's date and time"
    ),
    "alert.phone_setup.unreadable": (
        "Its last {figure} reports cannot be read: check the app and its template"
    ),
    "alert.phone_setup.not_valid": (
        "The phone marked its last {figure} positions as not valid: check its GPS"
    ),
    "alert.phone_setup.off_shift": (
        "By its clock its last {figure} positions were measured off shift: check the phone's time "
        "and zone"
    ),
    "alert.phone_setup.other_device": (
        "The phone goes by another identifier: scan its code once more"
    ),
    "alert.phone_setup.no_device": (
        "The phone does not say its identifier: scan its code once more"
    ),
    "alert.phone_setup.rough": (
        "The phone gives only a rough location (± {figure_m}): allow the precise one"
    ),
    "alert.low_battery": "Battery at {detail}%",
    "alert.long_idle": "Not moving for {detail} min",
    "alert.outside_fence": "Check-in {detail} m from the address",
    "alert.late": "Visit {detail} min late",
    "alert.rule_blocked": "Visit blocked by a rule: {detail}",
    "alert.not_heard.start": "No report at all since the shift began, {figure} min ago",
    "alert.visit_silent": "No report for {detail} min, with a visit that has not ended",
    "alert.visit_long": "In a visit for {detail} min without an end",
    "alert.visit_long.danger": (
        "In a visit for {figure} min without an end, at a door where there was danger before"
    ),
    "alert.visit_short": "Says to have spoken with the holder, and ended after {detail} s",
    "alert.not_there": "The window of the visit runs, and the door is {detail} m away",
    "alert.stop_unexplained": "A stop of {detail} min far from visits and colleagues",
    "alert.same_place": "The phone tells exactly the same points as {detail}",
    "alert.payment_absent": Plural(
        "A reported payment is not in the bank’s file, of {first_on}",
        "{count} reported payments are not in the bank’s file, the first of {first_on}",
    ),
    "alert.payment_absent.nobody": Plural(
        "A payment reported without an agent is not in the bank’s file, of {first_on}",
        "{count} payments reported without an agent are not in the bank’s file, the first of "
        "{first_on}",
    ),
    # what was done about one
    "kind.alert_step": "Step of an alert",
    "alert_act.told": "Told by mail",
    "alert_act.seen": "Seen",
    "alert_act.called": "Call",
    "alert_step.told": "{who} was told",
    "alert_step.seen": "{who} saw it",
    "alert_step.called": "{who} called the agent",
    "alert_step.raised": "{who} asked for help",
    "alert_step.attended": "{who} attended it",
    "field.alert_id": "Alert",
    "field.alert_step.act": "What was done",
    "field.who": "Who",
    "field.user_id": "User",
    "field.rescuers": "Whom to tell of an SOS",
    "sos.near": (
        "{distance_m} away: some {driving_min} min by motorbike or car, {walking_min} min on foot "
        "(estimated)"
    ),
    "sos.nobody_near": "No colleague of the team has a recent position",
}
