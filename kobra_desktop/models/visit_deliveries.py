"""What left about a visit, among what happened with it: asked of the server, never kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kobra_desktop.models.counts import figure
from kobra_desktop.models.visit_card import Event
from kobra_desktop.models.visit_result import ResultFacts
from kobra_desktop.models.workspace import Workspace
from kobra_domain.deliveries import VisitDelivery
from kobra_domain.words import moment, word


def with_deliveries(
    facts: ResultFacts, left: Sequence[VisitDelivery], workspace: Workspace
) -> ResultFacts:
    """The facts with what left about the visit among what happened: «Resultado de visita · Correo ·
    Enviado (3)».
    """
    locale = workspace.locale
    told = []
    for one in left:
        words = " · ".join(word(part, locale) for part in (one.purpose, one.channel, one.state))
        if one.count > 1:
            words += f" ({figure(one.count)})"
        told.append(Event(one.at, moment(one.at, facts.zone, locale, workspace.now), words))
    return replace(facts, events=tuple(sorted((*facts.events, *told), key=lambda event: event.at)))
