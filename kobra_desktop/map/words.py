"""The words that stand on the map page, through Qt's translator. The page itself holds none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate  # lupdate reads the words by this name


def page_words() -> dict[str, str]:
    """Every word of the page in the language in force, by the key the page uses."""
    return {**_furniture(), **_agent_states(), **_visit_states(), **_verdicts()}


def _furniture() -> dict[str, str]:
    return {
        "layers": translate("MapView", "Layers"),
        "zoom_in": translate("MapView", "Zoom in (+)"),
        "zoom_out": translate("MapView", "Zoom out (−)"),
        "fit_all": translate("MapView", "Show everything (T)"),
        "legend": translate("MapView", "Legend"),
        "layer_agents": translate("MapView", "Agents"),
        "layer_visits": translate("MapView", "Visits"),
        "layer_fences": translate("MapView", "Address radius"),
        "layer_zones": translate("MapView", "Zones"),
        "layer_trails": translate("MapView", "Trails"),
        "low_battery": translate("MapView", "Low battery"),
        "doubt": translate("MapView", "Location not reliable"),
        "stale": translate("MapView", "No news for a while"),
        "minutes": translate("MapView", "{n} min"),
        "hours": translate("MapView", "{h} h {m}"),
        "gap": translate("MapView", "No data {duration}"),
        "gap_cause": translate("MapView", "No data {duration} ({cause})"),
        "trail_start": translate("MapView", "Start of the trail"),
        "trail_end": translate("MapView", "End of the trail"),
        "trail_visit_stop": translate("MapView", "Stop at a visit"),
        "trail_stop": translate("MapView", "Stop"),
        "trail_gap_end": translate("MapView", "Edge of a stretch without data"),
        "draw_hint": translate("MapView", "Click each corner; Enter closes, Esc gives up"),
        "note_no_streets": translate("MapView", "This map has no streets: add a map file"),
        "note_invented": translate("MapView", "Invented city: nobody lives here"),
        "data_of": translate("MapView", "Data of {time}"),
    }


def _agent_states() -> dict[str, str]:
    return {
        "state_sos": translate("MapView", "Asks for help"),
        "state_no_signal": translate("MapView", "No signal"),
        "state_at_visit": translate("MapView", "At a visit"),
        "state_stopped": translate("MapView", "Not moving"),
        "state_moving": translate("MapView", "Moving"),
        "state_off_shift": translate("MapView", "Off shift"),
    }


def _visit_states() -> dict[str, str]:
    return {
        "visit_draft": translate("MapView", "Draft"),
        "visit_assigned": translate("MapView", "Assigned"),
        "visit_on_phone": translate("MapView", "On the phone"),
        "visit_checked_in": translate("MapView", "Being visited"),
        "visit_completed": translate("MapView", "Completed"),
        "visit_not_completed": translate("MapView", "Not completed"),
        "visit_cancelled": translate("MapView", "Cancelled"),
        "visit_expired": translate("MapView", "Expired"),
        "visit_blocked": translate("MapView", "Blocked by a rule"),
    }


def _verdicts() -> dict[str, str]:
    return {
        "verdict_at_address": translate("MapView", "At the address"),
        "verdict_near": translate("MapView", "Near, not certain"),
        "verdict_away": translate("MapView", "Away from the address"),
        "verdict_no_fix": translate("MapView", "No location"),
        "verdict_not_trusted": translate("MapView", "Location not reliable"),
        "verdict_unplaced": translate("MapView", "Address not placed"),
    }
