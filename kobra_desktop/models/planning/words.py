"""What the evaluator finds, as sentences with the day's names and hours in them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_desktop.commands.lawfulness import zone_of
from kobra_desktop.models.planning.board import Board
from kobra_domain.contact import rules_of
from kobra_domain.persons import Touch
from kobra_domain.planning.model import Breach, moment
from kobra_domain.words import duration, hour, say


def apart_words(board: Board, visit_id: str, other: Touch, locale: str) -> str:
    """Why the law does not let a visit be where it is, behind the same person's other one."""
    card = board.day.visits[visit_id].card
    rule = None if card.portfolio is None else rules_of(card.portfolio).frequency
    words = QCoreApplication.translate(
        "Planning",
        "The same person is visited at {time}: it can only be right after that, by the same agent "
        "at the same door. {source}.",
    )
    source = rule.citation if rule is not None else ""
    return words.format(time=hour(other.at, zone_of(card)), source=source)


def breach_words(board: Board, breach: Breach, locale: str) -> str:
    """One sentence, and from when it would hold, if by waiting."""
    params = dict(breach.params)
    pinned = board.day.agents.get(str(params.get("pinned", "")))
    if pinned is not None:
        params["pinned"] = pinned.agent.name
    for name, value in params.items():
        if name.endswith("_s") and isinstance(value, int | float):
            params[name] = duration(float(value), locale)
    words = say(breach.code, params, locale)
    agent = board.day.agents.get(breach.agent)
    if breach.next_s is None or agent is None:
        return words
    at = moment(breach.next_s, agent.zone)
    return f"{words} {say('plan.next', {'hour': hour(at, agent.agent.time_zone)}, locale)}"
