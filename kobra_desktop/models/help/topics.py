"""Which pages of help there are, in their order, and the places of the window each explains. Their
texts are `docs/help/LANGUAGE/NAME.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CHANGES = "changes"  # «¿Qué cambió?», which is no place of the window
FIRST = "start"


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of help. `places` are pages of the window, or one tab of one: «visits/review»."""

    name: str
    places: tuple[str, ...] = ()


TOPICS = (
    Topic(FIRST, ("welcome",)),
    Topic("today", ("today",)),
    Topic("map", ("map",)),
    Topic("visits", ("visits",)),
    Topic("planning", ("visits/plan",)),
    Topic("review", ("visits/review",)),
    Topic("portfolio", ("portfolio",)),
    Topic("imports", ("portfolio/imports",)),
    Topic("outgoing", ("portfolio/outgoing",)),
    Topic("agreements", ("agreements",)),
    Topic("questionnaires", ("questionnaires", "questionnaires/library")),
    Topic("answers", ("questionnaires/answers",)),
    Topic("reports", ("reports",)),
    Topic("my-reports", ("reports/mine",)),
    Topic("alerts", ("alerts",)),
    Topic("sos"),
    Topic("administration", ("administration",)),
    Topic("agents", ("administration/staff",)),
    Topic("phones"),
    Topic("sending", ("administration/sending",)),
    Topic("set-aside", ("administration/aside",)),
    Topic("privacy", ("administration/privacy",)),
    Topic("server", ("administration/server",)),
    Topic("offline"),
    Topic("keyboard"),
    Topic("trouble"),
    Topic(CHANGES),
)
_AT = {place: topic.name for topic in TOPICS for place in topic.places}


def topic_at(page: str, state: Mapping[str, object]) -> str:
    """The page of help for where one is; `state` is the window page's own. A place that has none
    is helped by the first.
    """
    return _AT.get(f"{page}/{state.get('tab', '')}") or _AT.get(page, FIRST)
