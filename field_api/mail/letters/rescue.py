"""The letter to somebody on the list of a call for help that nobody attends."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from field_api.change_log.rows import entities, find
from field_api.mail.letters.blocks import (
    Act,
    Block,
    Facts,
    Items,
    Said,
    Shot,
    Small,
    Title,
    as_html,
    as_text,
    subject_of,
)
from field_api.mail.letters.office import Office
from field_api.mail.letters.voice import Voice
from field_api.mail.links import go_url
from field_api.mail.message import Letter, Part, Withheld
from field_api.pictures.calls import ground_of_call
from field_api.places.near import words_near
from field_api.tables.positions import latest
from field_api.tables.replicated import TABLES, agents
from kobra_domain.alerts import Alert, AlertAct, AlertState, AlertStep
from kobra_domain.deliveries import Delivery
from kobra_domain.escalation import Near, nearest
from kobra_domain.people import Agent, Team
from kobra_domain.places import Point
from kobra_domain.positions import Latest
from kobra_domain.words import hour
from kobra_records.sql.tables import entity_of

_CID = "mapa"


@dataclass(frozen=True, slots=True)
class Call:
    """A call for help as it is known now; `near` with the place of each."""

    alert: Alert
    agent: Agent | None
    team: Team | None
    steps: tuple[AlertStep, ...]
    near: tuple[tuple[Near, Point], ...]
    place: tuple[str, ...]


def rescue_letter(connection: Connection, delivery: Delivery, office: Office) -> Letter:
    """Who calls, from where, who is near, who was told before. Raises Withheld once somebody has
    attended it.
    """
    call = call_of(connection, delivery.target_id or "", office.now)
    if call is None or call.alert.state is not AlertState.OPEN:
        raise Withheld("unsent.attended")
    told = json.loads(delivery.content)
    zone = call.agent.time_zone if call.agent else "UTC"
    voice = Voice(told.get("language") or "es", zone)
    pictures = tuple(_pictures(call, office, voice))
    blocks = list(_blocks(call, told.get("step_id", ""), office, voice, has_map=bool(pictures)))
    at = hour(call.alert.raised_at, zone)
    subject = subject_of(voice.say("sos.subject"), at)
    return Letter(
        subject=subject,
        text=as_text(blocks),
        html=as_html(blocks, voice.locale, subject),
        pictures=pictures,
        headers={"X-Priority": "1", "Importance": "high"},
    )


def call_of(connection: Connection, alert_id: str, now: datetime) -> Call | None:
    """All that is known of a call; None: it is no longer there."""
    alert = find(connection, Alert, alert_id)
    if alert is None:
        return None
    table = TABLES["alert_step"].c
    steps = entities(connection, AlertStep, table.alert_id == alert.id)
    has_place = alert.lat is not None and alert.lon is not None
    return Call(
        alert=alert,
        agent=find(connection, Agent, alert.agent_id),
        team=find(connection, Team, alert.team_id),
        steps=tuple(sorted(steps, key=lambda step: (step.at, step.id))),
        near=tuple(_near(connection, alert, now)) if has_place else (),
        place=words_near(connection, alert.lat, alert.lon)
        if alert.lat is not None and alert.lon is not None
        else (),
    )


def _near(connection: Connection, alert: Alert, now: datetime) -> Iterator[tuple[Near, Point]]:
    """Colleagues of the same team; without a team, all."""
    query = select(latest).join(agents, agents.c.id == latest.c.agent_id)
    if alert.team_id:
        query = query.where(agents.c.team_id == alert.team_id)
    known = {row.agent_id: entity_of(Latest, row) for row in connection.execute(query)}
    people = entities(connection, Agent, agents.c.is_active)
    pairs = [(one, known[one.id]) for one in people if one.id in known]
    assert alert.lat is not None
    assert alert.lon is not None
    for near in nearest(alert.lat, alert.lon, alert.agent_id or "", pairs, now):
        found = known[near.agent.id]
        if found.lat is not None and found.lon is not None:
            yield near, Point(found.lat, found.lon)


def _pictures(call: Call, office: Office, voice: Voice) -> Iterator[Part]:
    near = [(one.agent.name, place, one.distance_m) for one, place in call.near]
    ground = ground_of_call(call.alert, near, voice.locale)
    drawn = office.drawn(ground) if ground else None
    if drawn:
        yield Part("mapa.png", drawn, "image/png", _CID)


def _blocks(
    call: Call, step_id: str, office: Office, voice: Voice, *, has_map: bool
) -> Iterator[Block]:
    name = call.agent.name if call.agent else voice.say("sos.somebody")
    waits_s = (office.now - call.alert.raised_at).total_seconds()
    waited = voice.say("sos.nobody", waited_s=waits_s)
    yield Title(voice.say("sos.title", name=name), waited, "error")
    yield Said(voice.say("sos.please"))
    yield Facts(tuple(_facts(call, voice)))
    if has_map:
        yield Shot(_CID, voice.say("sos.map_alt"))
    yield Said(voice.say("sos.near" if call.near else "sos.nobody_near"))
    if call.near:
        yield Items(tuple(_near_line(one, voice) for one, _ in call.near))
    before = [step for step in call.steps if step.id != step_id]
    if before:
        yield Said(voice.say("sos.before"))
        yield Items(tuple(_step_line(step, voice) for step in before))
    yield Act(voice.say("see_alerts"), go_url(office.base_url, "alert", call.alert.id))
    team = call.team.name if call.team else ""
    yield Small(voice.say("sos.why", team=team) if team else voice.say("sos.why_no_team"))


def _facts(call: Call, voice: Voice) -> Iterator[tuple[str, str]]:
    alert, agent = call.alert, call.agent
    if agent is not None:
        yield voice.say("agent"), f"{agent.name} ({agent.code})"
        yield voice.say("phone"), agent.phone or voice.say("sos.no_phone")
    yield voice.say("at_plain"), voice.moment(alert.raised_at)
    if call.place:
        yield voice.say("sos.where"), voice.say("sos.close_to", place=", ".join(call.place))
    if alert.lat is not None and alert.lon is not None:
        yield voice.say("place"), f"{alert.lat:.5f}, {alert.lon:.5f}"
    else:
        yield voice.say("place"), voice.say("sos.no_place")


def _near_line(near: Near, voice: Voice) -> tuple[str, str, str]:
    minutes = {"driving_min": near.driving_min, "walking_min": near.walking_min}
    more = voice.say("sos.minutes", distance_m=near.distance_m, **minutes)
    return f"{near.agent.name} · {near.agent.phone}".rstrip(" ·"), more, "info"


def _step_line(step: AlertStep, voice: Voice) -> tuple[str, str, str]:
    said = voice.say(f"sos.{step.act}", who=step.who)
    tint = "neutral" if step.act is AlertAct.TOLD else "ok"
    return f"{hour(step.at, voice.zone)} · {said}", "", tint
