"""What it would mean to put visits somewhere, said before it is done: what the law refuses, what
the house marks, and how much longer the day gets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.planning.board import Board
from kobra_desktop.models.planning.stays import stays_of
from kobra_desktop.models.planning.words import apart_words, breach_words
from kobra_domain.planning.model import moment
from kobra_domain.words import distance, duration, hour, say


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a visit may not stand where somebody would put it, said in one sentence. `is_law`: it is
    refused; else it is only marked.
    """

    visit_id: str
    sentence: str
    is_law: bool


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What it would mean to put visits somewhere, said before it is done; `after`: the day then."""

    objections: tuple[Objection, ...]
    told: str
    after: Board

    @property
    def is_refused(self) -> bool:
        """Whether the law says no."""
        return any(one.is_law for one in self.objections)

    @property
    def is_marked(self) -> bool:
        """Whether the house says something against it."""
        return bool(self.objections)

    @property
    def sentences(self) -> list[str]:
        """Why not, or what speaks against it and how much longer the day gets."""
        if self.is_refused:
            return [one.sentence for one in self.objections if one.is_law][:2]
        return [self.told, *dict.fromkeys(one.sentence for one in self.objections)][:3]


def objections(board: Board, visit_ids: Sequence[str], locale: str) -> list[Objection]:
    """Why these visits should not stand as a board has them: what the law refuses on this day, then
    what the evaluator finds in the days that they would be in.
    """
    found: list[Objection] = []
    for one in visit_ids:
        reason = board.day.visits[one].refusal
        if reason is not None:
            found.append(Objection(one, say(reason.code, reason.params, locale), is_law=True))
    for one, other in stays_of(board).apart.items():
        if one in visit_ids:
            found.append(Objection(one, apart_words(board, one, other, locale), is_law=True))
    law = {id(breach) for breach in board.unlawful(visit_ids)}
    agents = {board.holder[one] for one in visit_ids if one in board.holder}
    for agent in agents:
        for breach in board.tours[agent].breaches:
            words, is_law = breach_words(board, breach, locale), id(breach) in law
            if is_law:
                words = f"{words} {board.day.visits[breach.visit].citation}".strip()
            found.append(Objection(breach.visit, words, is_law))
    return found


def foresee(
    board: Board, visit_ids: Sequence[str], agent_id: str, place: int | None, locale: str
) -> Foreseen:
    """What giving visits of the day to an agent at a place would mean; what stood against that day
    before is not said again.
    """
    after = board.given(visit_ids, agent_id, place)
    old = {one.sentence for one in objections(board, board.routes[agent_id], locale)}
    found = objections(after, visit_ids, locale)
    new = tuple(one for one in found if one.sentence not in old or one.visit_id in visit_ids)
    before, then = board.tours[agent_id], after.tours[agent_id]
    hours = [stop.start_s for stop in then.stops if stop.visit in visit_ids]
    zone = board.day.agents[agent_id].agent.time_zone
    told = QCoreApplication.translate("Planning", "At {time} · {length} more · {way} more")
    words = told.format(
        time=hour(moment(hours[0], UTC), zone) if hours else "",
        length=duration(max(0, then.busy_s - before.busy_s), locale),
        way=distance(max(0.0, then.metres - before.metres), locale),
    )
    return Foreseen(new, words, after)
