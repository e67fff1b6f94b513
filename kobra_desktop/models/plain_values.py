"""JSON values of an edit as a person reads them: moments by the user's clock, yes and no, lists
by commas.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from kobra_desktop.models.workspace import Workspace
from kobra_domain.words import day_words, has_words, moment, say

_ENUMS = (
    "visit_state",
    "purpose",
    "priority",
    "outcome",
    "role",
    "alert_state",
    "product_type",
    "creditor_type",
    "review_state",
    "review_act",
    "proposal_state",
)


def value_words(value: Any, workspace: Workspace) -> str:
    """One value in words; empty for nothing."""
    locale = workspace.locale
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return say("yes" if value else "no", None, locale)
    if isinstance(value, list | tuple):
        return ", ".join(value_words(one, workspace) for one in value) or "–"
    if isinstance(value, dict):
        return " ".join(value_words(one, workspace) for one in value.values())
    if isinstance(value, str):
        return _text_words(value, workspace)
    return str(value)


def _text_words(text: str, workspace: Workspace) -> str:
    """An enum's word, a moment, a date, or the text itself."""
    locale = workspace.locale
    for family in _ENUMS:
        if has_words(f"{family}.{text}", locale):
            return say(f"{family}.{text}", None, locale)
    if text[:2].isdigit() and "T" in text:
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            return text
        return moment(at, workspace.zone.key, locale, workspace.now) if at.tzinfo else text
    if len(text) == len("2026-01-01") and text[:4].isdigit():
        try:
            return day_words(date.fromisoformat(text), locale, workspace.today)
        except ValueError:
            return text
    return text
