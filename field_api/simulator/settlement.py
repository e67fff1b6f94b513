"""Puts a script's world and its past into a prepared database, as if the city had worked there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from field_api.change_log.record import record_all
from field_api.database import Database, is_postgresql
from field_api.days.keeping import keep_days
from field_api.ingest import rows
from field_api.ingest.known import Known, hear, place
from field_api.ingest.phone_report import PhoneReport
from field_api.operations.compiling import ready_form
from field_api.partitions import Partitions
from field_api.simulator.backlog import ahead
from field_api.simulator.calls import Calls
from field_api.simulator.day import AgentDay
from field_api.simulator.events import Fix, Heartbeat
from field_api.simulator.history import POSITION_COLUMNS, History, PositionRow
from field_api.simulator.keys import give_phones, open_doors
from field_api.simulator.ledger import Ledger
from field_api.simulator.month_ends import write_month_ends
from field_api.simulator.past_goals import past_goals
from field_api.simulator.past_submissions import KeepPhoto, PastSubmissions
from field_api.simulator.questionnaires import blocks, published, unpublished
from field_api.simulator.script import Script
from field_api.tables.phone_forms import published_forms
from field_api.tables.positions import positions
from field_api.tables.replicated import TABLES, alerts, folded, users, visits
from kobra_domain.kinds import Entity
from kobra_domain.people import Agent, User
from kobra_domain.portfolios import Account
from kobra_domain.positions import Position
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.things import QuestionnaireVersion
from kobra_domain.report import Report
from kobra_domain.visits import Visit

ROWS_IN_A_TRANSACTION = 2_000
_WORLD = [table for kind, table in TABLES.items() if kind not in ("visit", "alert")]
# How far back today's fixes are judged one by one; older ones change nothing that is known now.
JUDGED_BEFORE = timedelta(hours=2)
# Visits of so many days before today have what was filled in at them.
SUBMISSION_DAYS = 7


@dataclass(slots=True)
class Settled:
    """How much there is now."""

    entities: int = 0
    visits: int = 0
    alerts: int = 0
    positions: int = 0


def settle(
    database: Database,
    script: Script,
    password: str,
    *,
    retention_days: int = 400,
    report: Callable[[str], None] = lambda _text: None,
) -> Settled:
    """Write world, history, and today up to `script.now`; all users get the one password.

    The database must be prepared (`init`) and hold none of these people yet, but perhaps the
    administrator, who stays: raises IntegrityError otherwise. `report` hears of the progress.
    """
    settle_past(database, script, retention_days=retention_days, report=report)
    return settle_present(database, script, password, retention_days=retention_days)


def settle_past(
    database: Database,
    script: Script,
    *,
    retention_days: int = 400,
    report: Callable[[str], None] = lambda _text: None,
) -> None:
    """World and history: alike for all scripts of one date and size, and without a secret."""
    partitions = Partitions(database, retention_days=retention_days)
    entities = _newcomers(database, script)
    _write(database, entities, script.world.born_at)
    _publish(database, script)
    submissions, ledger = PastSubmissions(script), Ledger(script)
    report(f"{len(entities)} people, papers and places")
    count = 0
    for number, days in enumerate(History(script).days(), start=1):
        visits = [visit for day in days for visit in day.visits]
        alerts = [alert for day in days for alert in day.alerts]
        steps = [step for day in days for step in day.steps]
        positions = [row for day in days for row in day.positions]
        filled = visits if number > script.days - SUBMISSION_DAYS else []
        came = [entity for visit in filled for entity in submissions.of(visit)]
        if not filled:
            came = [due for visit in visits for due in ledger.promise_of(visit)]
        came = [ledger.told(entity) for entity in came]
        _write(database, [*visits, *came, *alerts, *steps], script.now - timedelta(minutes=1))
        _write_positions(database, partitions, positions, script.now)
        count += len(visits)
        if number % 15 == 0:
            report(f"{number} of {script.days} days: {count} visits")
    calls = Calls(script)
    money: list[Entity] = [*ledger.came(), *calls.contacts(), *calls.petitions()]
    _write(database, money, script.now - timedelta(minutes=1))
    stood = list(ledger.stood())
    with database.begin() as connection:
        write_month_ends(connection, script, stood)
    with database.read() as connection:
        goals = list(past_goals(connection, script))
    _write(database, goals, script.now - timedelta(minutes=1))
    # The last days first; what is left of them the server keeps as it goes on.
    keep_days(database, script.now, retention_days=retention_days)
    report(f"{len(money)} payments by the bank and calls, {len(stood)} lines of month ends")


def settle_present(
    database: Database,
    script: Script,
    password: str,
    *,
    retention_days: int = 400,
    keep_photo: KeepPhoto | None = None,
) -> Settled:
    """Passwords, phones, and today up to `script.now`, on top of the past.

    Without `keep_photo` no photos are painted.
    """
    open_doors(database, script, password)
    give_phones(database, script)
    partitions = Partitions(database, retention_days=retention_days)
    _settle_today(database, script, partitions, PastSubmissions(script, keep_photo))
    with database.read() as connection:
        return Settled(
            entities=sum(_count(connection, table) for table in _WORLD),
            visits=_count(connection, visits),
            alerts=_count(connection, alerts),
            positions=_count(connection, positions),
        )


def _count(connection: Connection, kind: Table) -> int:
    return connection.scalar(select(func.count()).select_from(kind)) or 0


def _settle_today(
    database: Database, script: Script, partitions: Partitions, submissions: PastSubmissions
) -> None:
    history, planned = History(script), list[Visit]()
    for agent in script.world.agents:
        day = script.today(agent)
        if day is not None:
            planned += history.until(day, script.now)
            with_days = {day.span.start_at.date(), script.now.date()}
            partitions.ensure(with_days, script.now.date())
            with database.begin() as connection:
                _live_through(connection, day, script.now)
    came = [entity for visit in planned for entity in submissions.of(visit)]
    _write(database, [*planned, *came, *ahead(script)], script.now)


def _newcomers(database: Database, script: Script) -> list[Entity]:
    """Everybody whose e-mail address nobody has yet; phones enrolled, accounts given to agents."""
    with database.read() as connection:
        taken = set(connection.scalars(select(users.c.email_key)))
    return [
        _ready_for(script, entity)
        for entity in script.world.entities()
        if not (isinstance(entity, User) and folded(entity.email) in taken)
    ]


def _ready_for(script: Script, entity: Entity) -> Entity:
    if isinstance(entity, Agent) and script.phone_key:
        return replace(entity, enrolled_at=script.world.born_at)
    if isinstance(entity, Account):
        agent_id = script.days_of_agents.rounds.agent_of.get(entity.parties[0].party_id)
        since = entity.assigned_on if agent_id else None
        return replace(entity, agent_id=agent_id, agent_since_on=since)
    return entity


def _publish(database: Database, script: Script) -> None:
    """The city's questionnaires, as phones get them and as its administrator sees them."""
    made = published(script)
    versions = [version for one in made for version in one.versions]
    with database.begin() as connection:
        connection.execute(insert(published_forms), [_ready(version) for version in versions])
    drafts = [*(one.questionnaire for one in made), unpublished(script)]
    _write(database, [*drafts, *versions, *blocks(script)], script.world.born_at)


def _ready(version: QuestionnaireVersion) -> dict[str, Any]:
    form = ready_form(canonical.read(version.document))
    return {
        "version_id": version.id,
        "xform": form.xform,
        "md5": form.md5,
        "reads_visits": form.reads_visits,
    }


def _write(database: Database, entities: Iterable[Entity], at: datetime) -> None:
    left = iter(entities)
    while part := list(islice(left, ROWS_IN_A_TRANSACTION)):
        with database.begin() as connection:
            record_all(connection, [(entity, None) for entity in part], at=at)


def _write_positions(
    database: Database, partitions: Partitions, found: list[PositionRow], now: datetime
) -> None:
    if not found:
        return
    stamps = {datetime.fromtimestamp(row[1] / 1000, UTC).date() for row in found}
    partitions.ensure(stamps, now.date())
    with database.begin() as connection:
        mark = "%s" if is_postgresql(connection) else "?"
        columns = ", ".join((*POSITION_COLUMNS, "source", "attributes"))
        marks = ", ".join([mark] * len(POSITION_COLUMNS))
        connection.exec_driver_sql(
            f"INSERT INTO positions ({columns}) VALUES ({marks}, 'osmand', '')", found
        )


def _live_through(connection: Connection, day: AgentDay, now: datetime) -> None:
    """Today's reports up to now, judged one after the other as the server does it."""
    known = rows.read_known(connection, [day.agent.id])[day.agent.id]
    positions: list[Position] = []
    for event in day.events():
        if event.sent_at > now:
            break
        if isinstance(event, Fix | Heartbeat):
            known = _heard(known, event)
        if isinstance(event, Fix) and event.sent_at < now - JUDGED_BEFORE:
            positions.append(_position(day, event))
        elif isinstance(event, Fix):
            known, position = place(known, _position(day, event), is_flagged=event.is_mock)
            positions.append(position)
    rows.write_positions(connection, positions)
    rows.write_known(connection, [known])


def _heard(known: Known, event: Fix | Heartbeat) -> Known:
    report = PhoneReport(
        report=Report(), battery_pct=event.battery_pct, is_charging=event.is_charging
    )
    return hear(known, report, event.at, event.sent_at)


def _position(day: AgentDay, fix: Fix) -> Position:
    return Position(
        agent_id=day.agent.id,
        fix_at=fix.at,
        received_at=fix.sent_at,
        lat=fix.lat,
        lon=fix.lon,
        accuracy_m=fix.accuracy_m,
        speed_mps=fix.speed_mps,
        bearing=fix.bearing,
        altitude_m=fix.altitude_m,
        battery_pct=fix.battery_pct,
        is_charging=fix.is_charging,
        alarm=fix.alarm,
    )
