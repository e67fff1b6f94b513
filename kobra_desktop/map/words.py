"""The words that stand on the map page: the field's own from the domain, the furniture's from Qt's
translator. The page itself holds none.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_domain.agent_state import Badge, Body
from kobra_domain.visits import Verdict, VisitState
from kobra_domain.words import word

translate = QCoreApplication.translate  # lupdate reads the words by this name


def page_words(locale: str) -> dict[str, str]:
    """Every word of the page by the key the page uses; `locale` chooses the words of the field."""
    return {**_furniture(), **_of_the_field(locale)}


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
        "visit_blocked": translate("MapView", "Blocked by a rule"),
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
        "lasso_hint": translate(
            "MapView", "Draw around the visits: Shift for a rectangle, Ctrl adds, Esc gives up"
        ),
        "draw_hint": translate("MapView", "Click each corner; Enter closes, Esc gives up"),
        "note_no_streets": translate("MapView", "This map has no streets: add a map file"),
        "note_invented": translate("MapView", "Invented city: nobody lives here"),
        "data_of": translate("MapView", "Data of {time}"),
    }


def _of_the_field(locale: str) -> dict[str, str]:
    """States, badges and verdicts: the domain's words, so that list and map can never differ."""
    states = {f"state_{body.value}": word(body, locale) for body in Body}
    badges = {badge.value: word(badge, locale) for badge in Badge}
    visits = {f"visit_{state.value}": word(state, locale) for state in VisitState}
    verdicts = {f"verdict_{verdict.value}": word(verdict, locale) for verdict in Verdict}
    return {**states, **badges, **visits, **verdicts}
