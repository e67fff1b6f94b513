"""The words that stand on the map page, through Qt's translator. The page itself holds none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def page_words() -> dict[str, str]:
    """Every word of the page in the language in force, by the key the page uses."""
    return {**_furniture(), **_agent_states(), **_visit_states(), **_verdicts()}


def _furniture() -> dict[str, str]:
    say = QCoreApplication.translate
    return {
        "layers": say("MapView", "Layers"),
        "zoom_in": say("MapView", "Zoom in (+)"),
        "zoom_out": say("MapView", "Zoom out (−)"),
        "fit_all": say("MapView", "Show everything (T)"),
        "legend": say("MapView", "Legend"),
        "layer_agents": say("MapView", "Agents"),
        "layer_visits": say("MapView", "Visits"),
        "layer_fences": say("MapView", "Address radius"),
        "layer_zones": say("MapView", "Zones"),
        "layer_trails": say("MapView", "Trails"),
        "low_battery": say("MapView", "Low battery"),
        "doubt": say("MapView", "Location not reliable"),
        "stale": say("MapView", "No news for a while"),
        "minutes": say("MapView", "{n} min"),
        "hours": say("MapView", "{h} h {m}"),
        "gap": say("MapView", "No data {duration}"),
        "gap_cause": say("MapView", "No data {duration} ({cause})"),
        "trail_start": say("MapView", "Start of the trail"),
        "trail_end": say("MapView", "End of the trail"),
        "trail_visit_stop": say("MapView", "Stop at a visit"),
        "trail_stop": say("MapView", "Stop"),
        "trail_gap_end": say("MapView", "Edge of a stretch without data"),
        "draw_hint": say("MapView", "Click each corner; Enter closes, Esc gives up"),
        "note_no_streets": say("MapView", "This map has no streets: add a map file"),
        "note_invented": say("MapView", "Invented city: nobody lives here"),
        "data_of": say("MapView", "Data of {time}"),
    }


def _agent_states() -> dict[str, str]:
    say = QCoreApplication.translate
    return {
        "state_sos": say("MapView", "Asks for help"),
        "state_no_signal": say("MapView", "No signal"),
        "state_at_visit": say("MapView", "At a visit"),
        "state_stopped": say("MapView", "Not moving"),
        "state_moving": say("MapView", "Moving"),
        "state_off_shift": say("MapView", "Off shift"),
    }


def _visit_states() -> dict[str, str]:
    say = QCoreApplication.translate
    return {
        "visit_draft": say("MapView", "Draft"),
        "visit_assigned": say("MapView", "Assigned"),
        "visit_on_phone": say("MapView", "On the phone"),
        "visit_checked_in": say("MapView", "Being visited"),
        "visit_completed": say("MapView", "Completed"),
        "visit_not_completed": say("MapView", "Not completed"),
        "visit_cancelled": say("MapView", "Cancelled"),
        "visit_expired": say("MapView", "Expired"),
        "visit_blocked": say("MapView", "Blocked by a rule"),
    }


def _verdicts() -> dict[str, str]:
    say = QCoreApplication.translate
    return {
        "verdict_at_address": say("MapView", "At the address"),
        "verdict_near": say("MapView", "Near, not certain"),
        "verdict_away": say("MapView", "Away from the address"),
        "verdict_no_fix": say("MapView", "No location"),
        "verdict_not_trusted": say("MapView", "Location not reliable"),
        "verdict_unplaced": say("MapView", "Address not placed"),
    }
