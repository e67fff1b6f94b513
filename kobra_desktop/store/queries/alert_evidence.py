"""What an alert goes by: the arrival and end of its visit, the danger that was met at its door, the
payments that the bank lacks, whose phones tell one place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, or_, select

from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.alert_rules import RULES_ID, AlertRules
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.imports.things import ImportKind, ImportState
from kobra_domain.payment_causes import LOOKED_BACK, Files, absent_payments
from kobra_domain.visit_causes import MET_DANGER
from kobra_domain.visits import RIGHT_PARTY_OUTCOMES, CheckIn, Outcome
from kobra_records.holidays import holidays_of
from kobra_records.sql.facts import Facts
from kobra_records.sql.metrics import condition

_OF_LATE = 300  # visits of the questionnaire that its usual time is made of
_FEW = 5  # under so many nothing is usual


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentPayment:
    """A reported payment that the bank's file lacks."""

    account_number: str
    amount_minor: int
    currency: str
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Whatever is known of it; `usual_s`: the seconds that such visits take, half of them less.
    `danger_at`: when danger was met at the door before.
    """

    check_in: CheckIn | None = None
    ended_at: datetime | None = None
    outcome: Outcome | None = None
    street: str = ""
    window_start_at: datetime | None = None
    window_end_at: datetime | None = None
    questionnaire: str = ""
    usual_s: float | None = None
    danger_at: datetime | None = None
    payments: tuple[AbsentPayment, ...] = ()
    others: tuple[str, ...] = ()


def evidence_of(replica: Replica, alert: Alert, today: date) -> Evidence:
    """What an alert goes by, as far as it is here."""
    with replica.reading() as connection:
        if alert.kind is AlertKind.PAYMENT_ABSENT:
            return Evidence(payments=_absent(connection, alert.agent_id, today))
        if alert.kind is AlertKind.SAME_PLACE:
            return Evidence(others=_named(connection, alert.detail))
        if alert.visit_id is not None:
            return _of_visit(connection, alert)
    return Evidence()


def _of_visit(connection: Connection, alert: Alert) -> Evidence:
    v, a, q = RECORDS["visit"].c, RECORDS["address"].c, RECORDS["questionnaire"].c
    query = (
        select(
            *(v.check_in, v.ended_at, v.outcome, v.window_start_at, v.window_end_at),
            *(v.questionnaire_id, v.portfolio_id, v.address_id, v.party_id),
            *(a.street, q.title),
        )
        .select_from(
            RECORDS["visit"]
            .outerjoin(RECORDS["address"], a.id == v.address_id)
            .outerjoin(RECORDS["questionnaire"], q.id == v.questionnaire_id)
        )
        .where(v.id == alert.visit_id)
    )
    row: Any = connection.execute(query).one_or_none()
    if row is None:
        return Evidence()
    is_short = alert.kind is AlertKind.VISIT_SHORT
    return Evidence(
        check_in=row.check_in,
        ended_at=row.ended_at,
        outcome=row.outcome,
        street=row.street or "",
        window_start_at=row.window_start_at,
        window_end_at=row.window_end_at,
        questionnaire=row.title or "",
        usual_s=_usual_s(connection, row) if is_short else None,
        danger_at=_danger_at(connection, row, alert.visit_id),
    )


def _usual_s(connection: Connection, row: Any) -> float | None:
    v = RECORDS["visit"].c
    same = (
        v.questionnaire_id == row.questionnaire_id
        if row.questionnaire_id
        else v.portfolio_id == row.portfolio_id
    )
    query = (
        select(v.check_in, v.ended_at)
        .where(same, v.outcome.in_(RIGHT_PARTY_OUTCOMES), v.ended_at.is_not(None))
        .where(v.check_in.is_not(None))
        .order_by(v.ended_at.desc())
        .limit(_OF_LATE)
    )
    found: Any = connection.execute(query)
    taken = [(one.ended_at - one.check_in.at).total_seconds() for one in found]
    return median(taken) if len(taken) >= _FEW else None


def _danger_at(connection: Connection, row: Any, visit_id: str | None) -> datetime | None:
    """When somebody met danger at that door before, under whatever holder, as the alert is told."""
    visit = RECORDS["visit"]
    mine, other, v = RECORDS["address"].alias("mine"), RECORDS["address"].alias("other"), visit.c
    is_same = or_(other.c.id == mine.c.id, (mine.c.key != "") & (other.c.key == mine.c.key))
    query = (
        select(func.max(v.ended_at))
        .select_from(mine)
        .join(other, is_same)
        .join(visit, (v.party_id == other.c.party_id) & (v.address_id == other.c.id))
        .where(mine.c.id == row.address_id, v.id != visit_id)
        .where(condition(MET_DANGER, Facts(visit, dict(v.items()), {})))
    )
    found: datetime | None = connection.scalar(query)
    return found


def _named(connection: Connection, detail: str) -> tuple[str, ...]:
    """The agents whose codes an alert names, with their names where they are here."""
    codes = [code for part in detail.split(", ") if (code := part.partition(" +")[0])]
    a = RECORDS["agent"].c
    found = {row.code: row.name for row in connection.execute(select(a.code, a.name))}
    return tuple(f"{found[code]} ({code})" if code in found else code for code in codes)


def _absent(connection: Connection, agent_id: str | None, today: date) -> tuple[AbsentPayment, ...]:
    """By the rule that raised it, over what is here."""
    p, b, a = RECORDS["payment"].c, RECORDS["bank_payment"].c, RECORDS["account"].c
    rules = RECORDS["alert_rules"]
    days = connection.scalar(select(rules.c.payment_days).where(rules.c.id == RULES_ID))
    since = today - LOOKED_BACK
    heard: Any = connection.execute(select(RECORDS["payment"]).where(p.paid_on >= since)).all()
    lines: Any = connection.execute(
        select(b.id, b.account_id, b.amount_minor, b.currency, b.value_on, b.is_reversal)
    ).all()
    files, holidays = _files(connection)
    absent = absent_payments(heard, lines, files, holidays, days or AlertRules().payment_days)
    mine = [one for one in absent if one.agent_id == agent_id]
    wanted = select(a.id, a.number).where(a.id.in_({one.account_id for one in mine}))
    numbers = {row.id: row.number for row in connection.execute(wanted)}
    return tuple(
        AbsentPayment(
            account_number=numbers.get(one.account_id, ""),
            amount_minor=one.amount_minor,
            currency=one.currency,
            paid_on=one.paid_on,
        )
        for one in mine
    )


def _files(
    connection: Connection,
) -> tuple[dict[str, Files], dict[str, Callable[[date], bool]]]:
    i, b, f = RECORDS["import"].c, RECORDS["bank_payment"].c, RECORDS["portfolio"].c
    last = {
        row.portfolio_id: row.last_at
        for row in connection.execute(
            select(i.portfolio_id, func.max(i.received_at).label("last_at"))
            .where(i.kind == ImportKind.PAYMENTS, i.state == ImportState.COMMITTED)
            .group_by(i.portfolio_id)
        )
    }
    first = {
        row.portfolio_id: row.first_on
        for row in connection.execute(
            select(b.portfolio_id, func.min(b.value_on).label("first_on")).group_by(b.portfolio_id)
        )
    }
    files: dict[str, Files] = {}
    holidays: dict[str, Callable[[date], bool]] = {}
    for row in connection.execute(select(f.id, f.country, f.time_zone)):
        holidays[row.id] = holidays_of(row.country)
        if row.id in last and row.id in first:
            came_on = last[row.id].astimezone(ZoneInfo(row.time_zone)).date()
            files[row.id] = Files(first[row.id], came_on)
    return files, holidays
