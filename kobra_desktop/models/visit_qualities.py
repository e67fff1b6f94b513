"""What the chips over the table of visits filter by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.days import day_quality, planned_days
from kobra_desktop.models.listing import Options, Quality
from kobra_desktop.models.visit_words import Sent
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.visits import VisitRow
from kobra_domain.visits import OPEN_STATES, Outcome, Verdict, VisitState
from kobra_domain.words import word

NOBODY, BLOCKED, ALLOWED = "-", "blocked", "allowed"


@dataclass(frozen=True, slots=True)
class Block:
    """Why the law forbids a visit, in a sentence, and until when; None if waiting is no help."""

    why: str
    until_at: datetime | None = None


Blocked = Callable[[], Mapping[str, Block]]


def visit_qualities(workspace: Workspace, blocked: Blocked = dict) -> tuple[Quality[VisitRow], ...]:
    """What chips filter by, in the order in which they stand."""
    translate, locale = QCoreApplication.translate, workspace.locale
    laws = [
        (BLOCKED, translate("Visits", "Blocked by rule")),
        (ALLOWED, translate("Visits", "May be made")),
    ]
    sending = [
        ("pending", translate("Visits", "To send")),
        ("held", translate("Visits", "Conflict")),
    ]
    nobody = translate("Visits", "Nobody")

    def words_of(values: type[StrEnum]) -> Callable[[], Options]:
        return lambda: [(one.value, word(one, locale)) for one in values]

    return (
        day_quality(
            "day", translate("Visits", "Day"), lambda r: r.planned_on, workspace, planned_days
        ),
        Quality(
            "state", translate("Visits", "State"), lambda r: r.state.value, words_of(VisitState)
        ),
        Quality(
            "law", translate("Visits", "Rule"), lambda r: law_quality(r, blocked()), lambda: laws
        ),
        Quality(
            "agent",
            translate("Visits", "Agent"),
            lambda r: r.agent_id or NOBODY,
            word=lambda r: r.agent_name or nobody,
        ),
        Quality(
            "outcome",
            translate("Visits", "Outcome"),
            lambda r: r.outcome.value if r.outcome else NOBODY,
            words_of(Outcome),
        ),
        Quality(
            "verdict",
            translate("Visits", "Location"),
            lambda r: r.verdict.value if r.verdict else NOBODY,
            words_of(Verdict),
        ),
        Quality("sync", translate("Visits", "Sending"), sync_quality, lambda: sending),
    )


def sync_quality(row: Sent) -> str:
    """held, pending or neither."""
    return "held" if row.is_held else "pending" if row.is_pending else NOBODY


def law_quality(row: VisitRow, blocked: Mapping[str, Block]) -> str:
    """blocked or allowed; neither once it has ended."""
    if row.id in blocked:
        return BLOCKED
    return ALLOWED if row.state in OPEN_STATES else NOBODY
