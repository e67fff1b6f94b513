"""What a dossier says besides what phones sent: one list of plain values for each of its files.

The rule asked at a contact is asked once more with the papers as they are now, because the answer
that was given then is kept only where it was a refusal.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, or_, select

from field_api.database import chunks
from field_api.dossiers.matter import Matter
from field_api.tables.audit import audit
from field_api.tables.operations import operations
from field_api.tables.replicated import agents, users
from kobra_domain.contact import Refusal, may_visit
from kobra_domain.contacts import Contact
from kobra_domain.visits import Visit
from kobra_domain.wire import Status
from kobra_records import json_form
from kobra_records.holidays import holidays_of

_LOOKS = (".view", "dossier.", "export.")  # how acts are called by which somebody saw data
_AT_ONCE = 500


def sections(connection: Connection, matter: Matter) -> dict[str, list[dict[str, Any]]]:
    """The files by name without ending, each with its lines."""
    ids = [row.id for row in matter.rows()]
    people = _names(connection)
    acts = _audit(connection, ids, people)
    answered = _ledger(connection, ids, people)
    refused = Status.REJECTED.value
    return {
        "persona": [json_form.body(matter.party), {"cartera": json_form.body(matter.portfolio)}],
        "domicilios": [json_form.body(one) for one in matter.addresses],
        "creditos": [json_form.body(one) for one in matter.accounts],
        "autorizaciones": [json_form.body(one) for one in matter.authorisations],
        "retenciones": [json_form.body(one) for one in matter.holds],
        "visitas": [json_form.body(one) for one in matter.visits],
        "contactos": [
            *(_contact(matter, one, people) for one in matter.visits if _was_made(one)),
            *(_heard(one, people) for one in matter.contacts),
        ],
        "solicitudes": [json_form.body(one) for one in matter.petitions],
        "rechazos": [line for line in answered if line["status"] == refused],
        "respuestas": [json_form.body(one) for one in matter.submissions],
        "revisiones": [json_form.body(one) for one in matter.reviews],
        "propuestas": [json_form.body(one) for one in matter.proposals],
        "promesas": [json_form.body(one) for one in matter.promises],
        "pagos": [json_form.body(one) for one in matter.payments],
        "pagos_de_la_entidad": [json_form.body(one) for one in matter.bank_payments],
        "alertas": [json_form.body(one) for one in matter.alerts],
        "ediciones": [
            *(line for line in answered if line["status"] != refused),
            *(line for line in acts if not _is_look(line)),
        ],
        "consultas": [line for line in acts if _is_look(line)],
    }


def _was_made(visit: Visit) -> bool:
    return visit.check_in is not None or visit.outcome is not None


def _contact(matter: Matter, visit: Visit, people: Mapping[str, str]) -> dict[str, Any]:
    """A visit that was made, and what the rules say of its moment."""
    at = visit.check_in.at if visit.check_in is not None else visit.ended_at
    return {
        "visit_id": visit.id,
        "channel": "visit",
        "at": json_form.builtin(at),
        "ended_at": json_form.builtin(visit.ended_at),
        "agent": people.get(visit.agent_id or "", ""),
        "outcome": json_form.builtin(visit.outcome),
        "verdict": json_form.builtin(visit.verdict),
        "distance_m": visit.distance_m,
        "rule": None if at is None else _rule(matter, visit, at),
    }


def _heard(contact: Contact, people: Mapping[str, str]) -> dict[str, Any]:
    """A contact that was no visit: what is written of it, and by whom."""
    return {**json_form.body(contact), "recorded_by": people.get(contact.recorded_by or "", "")}


def _rule(matter: Matter, visit: Visit, at: datetime) -> dict[str, Any] | None:
    portfolio = matter.portfolio
    address = next((one for one in matter.addresses if one.id == visit.address_id), None)
    if address is None:
        return None
    rules = matter.rules
    answer = may_visit(
        rules=rules,
        party=matter.party,
        address=address,
        portfolio=portfolio,
        accounts=[one for one in matter.accounts if one.id in visit.account_ids],
        authorisations=matter.authorisations,
        holidays=holidays_of(portfolio.country),
        now=at,
        selves=matter.selves,
        touches=[one for one in matter.touches if one.id != visit.id],
        at_door=[one for one in matter.at_doors.get(address.id, ()) if one.id != visit.id],
        agent_id=visit.agent_id,
    )
    asked = {"country": rules.country, "hours": rules.hours.citation}
    if isinstance(answer, Refusal):
        return {**asked, "allowed": False, "code": answer.code, "source": answer.source}
    return {**asked, "allowed": True, "is_agreed": answer.exception is not None}


def _names(connection: Connection) -> dict[str, str]:
    """Users and agents by id, as they are called now."""
    named = [*connection.execute(select(users.c.id, users.c.name))]
    named += connection.execute(select(agents.c.id, agents.c.name))
    return {row.id: row.name for row in named}


def _audit(
    connection: Connection, ids: list[str], people: Mapping[str, str]
) -> list[dict[str, Any]]:
    lines = [
        {
            "at": json_form.builtin(row.at),
            "by": people.get(row.user_id or "", row.user_id),
            "act": row.act,
            "kind": row.subject_kind,
            "id": row.subject_id,
            "details": msgspec.json.decode(row.details),
        }
        for row in _rows_of(connection, audit, "subject_id", ids)
    ]
    return sorted(lines, key=lambda line: str(line["at"]))


def _is_look(line: Mapping[str, Any]) -> bool:
    return any(part in line["act"] for part in _LOOKS)


def _ledger(
    connection: Connection, ids: list[str], people: Mapping[str, str]
) -> list[dict[str, Any]]:
    lines = [
        {
            "at": json_form.builtin(row.received_at),
            "by": people.get(row.user_id, row.user_id),
            "command": row.command,
            "id": row.entity_id,
            "status": row.status,
            "code": row.code,
            "params": msgspec.json.decode(row.params),
            "fields": msgspec.json.decode(row.fields),
        }
        for row in _rows_of(connection, operations, "entity_id", ids)
    ]
    return sorted(lines, key=lambda line: str(line["at"]))


def _rows_of(connection: Connection, table: Table, column: str, ids: list[str]) -> Iterable[Any]:
    """Rows that name one of the ids: one look at the table, however many there are."""
    if ids:
        named = or_(*(table.c[column].in_(some) for some in chunks(ids, _AT_ONCE)))
        yield from connection.execute(select(table).where(named))
