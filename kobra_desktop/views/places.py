"""What lies inside a page and is looked for by its own name: a tab, or a part of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.commands.desk import Desk
from kobra_desktop.models.today.clock import DayPart
from kobra_desktop.views.page import PageState
from kobra_domain.scope import Permission

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Place:
    """A word, and the page and state that it is found at."""

    words: str
    page: str
    state: PageState


def places(desk: Desk) -> Sequence[Place]:
    """Those that a person may see, if they have the page."""
    found = [
        Place(translate("Today", "Opening"), "today", {"tab": DayPart.OPENING.value}),
        Place(translate("Today", "Closing"), "today", {"tab": DayPart.CLOSING.value}),
        _sending(translate("Administration", "Deliveries"), "deliveries"),
        _sending(translate("Follows", "Who follows what"), "follows"),
        _sending(translate("Webhooks", "Webhooks"), "webhooks"),
        _sending(translate("Administration", "Mail"), "mail"),
        Place(translate("Administration", "Alerts"), "administration", {"tab": "alerts"}),
    ]
    if desk.may(Permission.EXPORT):
        words = translate("Outgoing", "Outgoing")
        found.append(Place(words, "portfolio", {"tab": "outgoing"}))
    return found


def _sending(words: str, part: str) -> Place:
    return Place(words, "administration", {"tab": "sending", "lists": {"part": part}})
