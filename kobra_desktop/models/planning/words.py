"""What the evaluator finds, as sentences with the day's names and hours in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC

from PySide6.QtCore import QCoreApplication

from kobra_desktop.commands.lawfulness import zone_of
from kobra_desktop.models.counts import figure
from kobra_desktop.models.planning.board import Board
from kobra_desktop.models.planning.day import Day, DayVisit
from kobra_desktop.planning.saying import breach_sentence, left_sentence
from kobra_domain.errors import Param
from kobra_domain.persons import Touch
from kobra_domain.planning.model import Breach, Left, moment
from kobra_domain.planning.travel import USUAL_FACTOR, USUAL_KMH
from kobra_domain.visits import Purpose
from kobra_domain.words import duration, hour, word

translate = QCoreApplication.translate


def apart_words(board: Board, visit_id: str, other: Touch, locale: str) -> str:
    """Why the law does not let a visit be where it is, behind the same person's other one."""
    card = board.day.visits[visit_id].card
    rule = None if card.rules is None else card.rules.frequency
    words = translate(
        "Planning",
        "The same person is visited at {time}: it can only be right after that, by the same agent "
        "at the same door. {source}.",
    )
    source = rule.citation if rule is not None else ""
    return words.format(time=hour(other.at, zone_of(card)), source=source)


def breach_words(board: Board, breach: Breach, locale: str) -> str:
    """What the evaluator found, in one sentence, and from when it would hold, if by waiting."""
    agent = board.day.agents.get(breach.agent)
    zone = UTC if agent is None else agent.zone
    return breach_sentence(replace(breach, params=_named(board.day, breach.params)), zone, locale)


def left_words(board: Board, left: Left, locale: str) -> str:
    """Why a visit has no room, in one sentence."""
    return left_sentence(replace(left, params=_named(board.day, left.params)), locale)


def _named(day: Day, params: Mapping[str, Param]) -> dict[str, Param]:
    """With the name of the agent that a visit is pinned to in place of the id."""
    agent = day.agents.get(str(params.get("pinned", "")))
    return {**params, "pinned": agent.agent.name} if agent is not None else dict(params)


def preferred_words(visit: DayVisit, at_s: int, locale: str) -> tuple[str, ...]:
    """That the person would rather be visited at another hour, if that is so."""
    at, hours = moment(at_s, UTC), visit.preferred
    if not hours or any(one.start_at <= at < one.end_at for one in hours):
        return ()
    zone = zone_of(visit.card)
    spans = ", ".join(f"{hour(one.start_at, zone)}–{hour(one.end_at, zone)}" for one in hours)
    return (translate("Planning", "Prefers to be visited {spans}.").format(spans=spans),)


def paces_words(day: Day, locale: str) -> list[str]:
    """What the hours of a day stand on: by municipality how fast it is and from how many ways that
    was learnt, else what is usual.
    """
    areas = sorted({area for area in day.travel.areas.values() if area})
    told = []
    for area in areas:
        key = (area, "", -1)
        pace = day.learnt.paces.get(key)
        if pace is None:
            continue
        words = translate("Planning", "{area}: {speed} km/h, streets add {share} % ({ways} trips)")
        told.append(
            words.format(
                area=area,
                speed=figure(round(3_600 / pace.seconds_per_km)),
                share=figure(round((pace.factor - 1) * 100)),
                ways=figure(day.learnt.ways[key]),
            )
        )
    if len(told) < len(areas):
        usual = translate("Planning", "Elsewhere as usual: {speed} km/h, streets add {share} %")
        told.append(
            usual.format(
                speed=figure(round(USUAL_KMH)), share=figure(round((USUAL_FACTOR - 1) * 100))
            )
        )
    for purpose in Purpose:
        lasting = duration(day.learnt.lasting(purpose).total_seconds(), locale)
        words = translate("Planning", "{purpose}: {length} each, as usual")
        if purpose in day.learnt.service:
            words = translate("Planning", "{purpose}: {length} each, as they took")
        told.append(words.format(purpose=word(purpose, locale), length=lasting))
    return told
