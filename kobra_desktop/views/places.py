"""What lies inside a page and is looked for by its own name: a tab, or a part of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.commands.desk import Desk
from kobra_desktop.models.today.clock import DayPart
from kobra_desktop.views.page import PageState
from kobra_domain.reports.declared import REPORTS
from kobra_domain.scope import Permission
from kobra_domain.words import say

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Place:
    """A word, and the page and state that it is found at."""

    words: str
    page: str
    state: PageState


def places(desk: Desk, locale: str) -> Sequence[Place]:
    """Those that a person may see, if they have the page: each tab that is not called as its page
    is, in the order of the rail, and the parts of Envíos.
    """
    portfolio = [
        ("accounts", translate("Portfolio", "Accounts")),
        ("parties", translate("Portfolio", "Holders")),
        ("places", translate("Portfolio", "Doors to be placed")),
    ]
    if desk.may(Permission.IMPORT):
        portfolio.append(("imports", translate("Imports", "Imports")))
    if desk.may(Permission.EXPORT):
        portfolio.append(("outgoing", translate("Outgoing", "Outgoing")))
    visits = [
        ("list", translate("VisitsPage", "List")),
        ("review", translate("VisitsPage", "To review")),
    ]
    if desk.may(Permission.PLAN_VISITS):
        visits.insert(1, ("plan", translate("VisitsPage", "Plan")))
    return [
        *_tabs(
            "today",
            (DayPart.OPENING.value, translate("Today", "Opening")),
            (DayPart.WORKDAY.value, translate("Today", "Workday")),
            (DayPart.CLOSING.value, translate("Today", "Closing")),
        ),
        *_tabs(
            "map",
            ("live", translate("MapPage", "Live")),
            ("trail", translate("MapPage", "Trail")),
            ("zones", translate("MapPage", "Zones")),
        ),
        *_tabs(
            "visits",
            *visits,
        ),
        *_tabs("portfolio", *portfolio),
        *_tabs(
            "agreements",
            ("promises", translate("Agreements", "Promises")),
            ("payments", translate("Agreements", "Payments")),
        ),
        *_tabs(
            "questionnaires",
            ("library", translate("Questionnaires", "Library")),
            ("answers", translate("Questionnaires", "Answers")),
        ),
        *_tabs(
            "reports",
            *((key, say(f"report.{key}", None, locale)) for key in REPORTS),
            ("mine", translate("MyReports", "My reports")),
        ),
        *_tabs(
            "alerts",
            ("open", translate("AlertsPage", "Open")),
            ("attended", translate("AlertsPage", "Attended")),
            ("muted", translate("AlertsPage", "Muted")),
        ),
        *_administration(),
    ]


def _administration() -> list[Place]:
    return [
        *_tabs(
            "administration",
            ("users", translate("Administration", "Users")),
            ("staff", translate("Administration", "Teams and agents")),
            ("portfolios", translate("Administration", "Portfolios")),
            ("alerts", translate("Administration", "Alerts")),
            ("aside", translate("Administration", "Set aside")),
            ("audit", translate("Administration", "Audit")),
            ("privacy", translate("Administration", "Personal data")),
            ("server", translate("Administration", "Server")),
        ),
        _sending(translate("Administration", "Deliveries"), "deliveries"),
        _sending(translate("Follows", "Who follows what"), "follows"),
        _sending(translate("Webhooks", "Webhooks"), "webhooks"),
        _sending(translate("Administration", "Mail"), "mail"),
    ]


def _tabs(page: str, *tabs: tuple[str, str]) -> list[Place]:
    return [Place(words, page, {"tab": key}) for key, words in tabs]


def _sending(words: str, part: str) -> Place:
    return Place(words, "administration", {"tab": "sending", "lists": {"part": part}})
