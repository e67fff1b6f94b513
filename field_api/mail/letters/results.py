"""What is said of one event to who follows it: by the portfolio's policy, in mails and on pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, func, select

from field_api.change_log.rows import find
from field_api.mail.letters.blocks import Act, Block, Facts, Said, Shot, Title, subject_of
from field_api.mail.letters.matter import Matter, matter_of
from field_api.mail.letters.office import Office
from field_api.mail.letters.voice import Voice
from field_api.mail.links import go_url
from field_api.mail.message import Part
from field_api.pictures.visits import ground_of_visit
from field_api.tables.results import events
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.dues import Payment, Promise
from kobra_domain.errors import Param
from kobra_domain.events import OF_ALERTS, Event, EventKind
from kobra_domain.people import Agent
from kobra_domain.portfolios import Account, Portfolio, Shown
from kobra_domain.visits import NotCompletedReason, Outcome, Verdict, VisitState
from kobra_domain.words import alert_sentence, day_words, word

_TINTS = {
    Verdict.AT_ADDRESS: "ok",
    Verdict.NEAR: "warn",
    Verdict.AWAY: "error",
    Verdict.NOT_TRUSTED: "doubt",
}
_ENDS = (EventKind.VISIT_COMPLETED, EventKind.VISIT_NOT_COMPLETED)
_MAP, _PHOTO = "map", "photo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads: what the portfolio lets them see, and whether they can open Kobra."""

    voice: Voice
    shown: frozenset[Shown]
    is_client: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An event told: its subject, its blocks, and the pictures that they name."""

    subject: str
    blocks: tuple[Block, ...]
    pictures: tuple[Part, ...] = ()


def told(connection: Connection, office: Office, event: Event, reader: Reader) -> Told | None:
    """What a reader is told of an event; None: nothing of it is left."""
    if event.kind in OF_ALERTS:
        return _alert(connection, office, event, reader)
    if event.kind in _ENDS:
        return _visit(connection, office, event, reader)
    return _due(connection, office, event, reader)


def line_of(
    connection: Connection, event: Event, reader: Reader, day: date | None
) -> tuple[str, str, str] | None:
    """The same as one line of a digest of a day: what, what else, and its tint."""
    matter = matter_of(connection, event.visit_id)
    agent_row = matter.agent if matter else _agent(connection, event)
    if matter is None and agent_row is not None:
        reader = _at_agent(reader, agent_row)
    voice, agent = _at_door(reader, matter).voice, _agent_words(agent_row, reader)
    if event.kind is EventKind.ALERT_RAISED:
        alert = find(connection, Alert, event.subject_id)
        if alert is None:
            return None
        said = _sentence(alert, voice) or word(alert.kind, voice.locale)
        return f"{voice.moment(event.at, day)} · {said}", agent, "error"
    if event.kind not in _ENDS:
        title = voice.say(event.kind.value.replace(".", "_"))
        tint = "warn" if event.kind is EventKind.PROMISE_BROKEN else "info"
        return f"{voice.moment(event.at, day)} · {title}", agent, tint
    if matter is None:
        return None
    verdict = word(matter.visit.verdict, voice.locale) if matter.visit.verdict else ""
    who = matter.party.name if matter.party and Shown.NAMES in reader.shown else ""
    more = " · ".join(filter(None, (who, verdict, agent)))
    tint = _TINTS.get(matter.visit.verdict, "neutral") if matter.visit.verdict else "neutral"
    return f"{voice.moment(event.at, day)} · {_outcome(matter, voice)}", more, tint


def _visit(connection: Connection, office: Office, event: Event, reader: Reader) -> Told | None:
    matter = matter_of(connection, event.visit_id)
    if matter is None:
        return None
    reader = _at_door(reader, matter)
    voice, visit = reader.voice, matter.visit
    outcome = _outcome(matter, voice)
    verdict = word(visit.verdict, voice.locale) if visit.verdict else ""
    tint = _TINTS.get(visit.verdict, "neutral") if visit.verdict else "neutral"
    pictures = tuple(_pictures(office, matter, reader))
    sentence = matter.verdict_sentence(voice.locale)
    blocks: list[Block] = [Title(outcome, verdict, tint)]
    if _was_told(connection, event):
        blocks.append(Said(voice.say("corrected")))
    if sentence:
        blocks.append(Said(sentence))
    blocks.append(Facts(tuple(_facts(matter, reader))))
    blocks += [_shot(one, voice) for one in pictures]
    if not reader.is_client:
        blocks.append(Act(voice.say("see_visit"), go_url(office.base_url, "visit", visit.id)))
    return Told(subject_of(outcome, verdict), tuple(blocks), pictures)


def _due(connection: Connection, office: Office, event: Event, reader: Reader) -> Told | None:
    is_promise = event.subject_kind == "promise"
    due = (
        find(connection, Promise, event.subject_id)
        if is_promise
        else find(connection, Payment, event.subject_id)
    )
    portfolio = find(connection, Portfolio, event.portfolio_id)
    if due is None or portfolio is None:
        return None
    matter = matter_of(connection, due.visit_id)
    reader = _at_door(reader, matter)
    voice, name = reader.voice, event.kind.value.replace(".", "_")
    account = find(connection, Account, due.account_id)
    title = voice.say(name)
    said = voice.say(
        {"promise_broken": "broken_said", "payment_reported": "reported_said"}.get(
            name, "made_said"
        )
    )
    tint = "warn" if event.kind is EventKind.PROMISE_BROKEN else "info"
    day = due.due_on if isinstance(due, Promise) else due.paid_on
    if Shown.AMOUNTS in reader.shown:
        shown = (
            voice.say("promised" if isinstance(due, Promise) else "paid"),
            _due_words(due, voice),
        )
    else:
        shown = (voice.say("due_on"), day_words(day, voice.locale))
    facts = [shown]
    if Shown.NAMES in reader.shown:
        party = matter.party if matter else None
        facts += [(voice.say("holder"), party.name)] if party else []
        facts += [(voice.say("account"), account.number)] if account else []
    facts.append((voice.say("portfolio"), portfolio.name))
    if agent := _agent_words(_agent(connection, event, due.agent_id), reader):
        facts.append((voice.say("agent"), agent))
    blocks: list[Block] = [Title(title, "", tint), Said(said), Facts(tuple(facts))]
    if not reader.is_client and due.visit_id:
        blocks.append(Act(voice.say("see_visit"), go_url(office.base_url, "visit", due.visit_id)))
    return Told(subject_of(title), tuple(blocks))


def _alert(connection: Connection, office: Office, event: Event, reader: Reader) -> Told | None:
    alert = find(connection, Alert, event.subject_id)
    if alert is None:
        return None
    matter = matter_of(connection, alert.visit_id)
    agent = _agent(connection, event, alert.agent_id)
    reader = _at_door(reader, matter)
    if matter is None and agent is not None:
        reader = _at_agent(reader, agent)
    voice = reader.voice
    is_back = event.kind is EventKind.ZONE_ENTERED
    title = voice.say("zone_entered") if is_back else word(alert.kind, voice.locale)
    sentence = _sentence(alert, voice)
    facts: list[tuple[str, str]] = []
    if said := _agent_words(agent, reader):
        facts.append((voice.say("agent"), said))
    if agent and agent.phone and not reader.is_client and alert.kind is AlertKind.SOS:
        facts.append((voice.say("phone"), agent.phone))
    facts.append((voice.say("at" if matter else "at_plain"), voice.moment(alert.raised_at)))
    if alert.lat is not None and alert.lon is not None and not reader.is_client:
        facts.append((voice.say("place"), f"{alert.lat:.5f}, {alert.lon:.5f}"))
    if matter is not None:
        facts += _of_door(matter, reader)
    is_sos = alert.kind is AlertKind.SOS
    said, tint = voice.say("needs_help") if is_sos else "", "ok" if is_back else "sos"
    blocks: list[Block] = [Title(title, said, tint)]
    if sentence:
        blocks.append(Said(sentence))
    blocks.append(Facts(tuple(facts)))
    if not reader.is_client:
        blocks.append(Act(voice.say("see_alerts"), go_url(office.base_url, "alert", alert.id)))
    return Told(subject_of(title), tuple(blocks))


def _sentence(alert: Alert, voice: Voice) -> str:
    said = alert_sentence(alert.kind, alert.detail, voice.locale)
    return "" if said == word(alert.kind, voice.locale) else said


def _outcome(matter: Matter, voice: Voice) -> str:
    visit = matter.visit
    if visit.state is VisitState.NOT_COMPLETED:
        reason = visit.not_completed_reason or NotCompletedReason.OTHER
        return voice.say("not_completed", reason=word(reason, voice.locale))
    return word(visit.outcome or Outcome.NO_CONTACT, voice.locale)


def _facts(matter: Matter, reader: Reader) -> Iterator[tuple[str, str]]:
    voice, visit = reader.voice, matter.visit
    if Shown.AMOUNTS in reader.shown:
        for promise in matter.promises:
            yield voice.say("promised"), _due_words(promise, voice)
        for payment in matter.payments:
            yield voice.say("paid"), _due_words(payment, voice)
    if said := _agent_words(matter.agent, reader):
        yield voice.say("agent"), said
    if visit.ended_at:
        yield voice.say("at"), voice.moment(visit.ended_at)
    yield from _of_door(matter, reader)


def _of_door(matter: Matter, reader: Reader) -> list[tuple[str, str]]:
    voice, made = reader.voice, [(reader.voice.say("portfolio"), matter.portfolio.name)]
    if Shown.NAMES not in reader.shown:
        return made
    if matter.party:
        made.append((voice.say("holder"), matter.party.name))
    if matter.address:
        made.append((voice.say("address"), matter.address.line))
    if matter.accounts:
        what = "account" if len(matter.accounts) == 1 else "accounts"
        made.append((voice.say(what), ", ".join(one.number for one in matter.accounts)))
    return made


def _due_words(due: Promise | Payment, voice: Voice) -> str:
    values: dict[str, Param] = {"amount_minor": due.amount_minor, "currency": due.currency}
    if isinstance(due, Promise):
        return voice.say("amount_on", due_on=due.due_on.isoformat(), **values)
    return voice.say("amount_paid", paid_on=due.paid_on.isoformat(), **values)


def _pictures(office: Office, matter: Matter, reader: Reader) -> Iterator[Part]:
    if Shown.MAP in reader.shown:
        ground = ground_of_visit(
            matter.visit, matter.address, matter.portfolio, reader.voice.locale
        )
        drawn = None if ground is None else office.drawn(ground)
        if drawn is not None:
            yield Part("map.png", drawn, "image/png", _MAP)
    if Shown.PHOTOS not in reader.shown:
        return
    for number, sha256 in enumerate(matter.photos, 1):
        small = office.thumbnail(sha256)
        if small is not None:
            name = f"{_PHOTO}{number}"
            yield Part(f"{name}.jpg", small, "image/jpeg", name)


def _shot(picture: Part, voice: Voice) -> Shot:
    is_map = picture.cid == _MAP
    return Shot(picture.cid, voice.say("map_alt" if is_map else "photo_alt"))


def _agent(connection: Connection, event: Event, agent_id: str | None = None) -> Agent | None:
    return find(connection, Agent, agent_id or event.agent_id)


def _agent_words(agent: Agent | None, reader: Reader) -> str:
    """Who went: to the institution's people by the code alone, unless names are shown to them."""
    if agent is None:
        return ""
    return agent.code if reader.is_client and Shown.NAMES not in reader.shown else agent.name


def _at_door(reader: Reader, matter: Matter | None) -> Reader:
    return replace(reader, voice=replace(reader.voice, zone=matter.zone)) if matter else reader


def _at_agent(reader: Reader, agent: Agent) -> Reader:
    return replace(reader, voice=replace(reader.voice, zone=agent.time_zone))


def _was_told(connection: Connection, event: Event) -> bool:
    """Whether the end of this visit was told before."""
    e = events.c
    earlier = select(func.count()).where(
        e.visit_id == event.visit_id, e.kind.in_(_ENDS), e.version < event.version
    )
    return bool(connection.scalar(earlier))
