"""Erases one person's data, or keeps it locked where the law or a court wants it kept."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from field_api.auth.audit import note
from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import entities
from field_api.database import is_postgresql
from field_api.dossiers.matter import Matter, matter_of_party
from field_api.imports.forgetting import forget_of_portfolio
from field_api.operations.settled import forget_settled
from field_api.outbox.forgetting import forget_told
from field_api.privacy.forms import AT_ONCE, delete_raw, forgotten
from field_api.privacy.outgoing import forget_being_made, forget_left
from field_api.submissions.store import AttachmentStore
from field_api.submissions.untaken import untaken_of
from field_api.tables.operations import operations
from field_api.tables.phone_forms import visit_lists, visit_rows
from field_api.tables.places import place_arrivals
from field_api.tables.replicated import TABLES, visits
from field_api.tables.submissions import raw_parts, raw_submissions
from kobra_domain.kinds import NAMES
from kobra_domain.persons import touches
from kobra_domain.portfolios import Party
from kobra_domain.privacy import LegalHold, MustBeKept, why_kept

ERASED, RESTRICTED = "party.erase", "party.restrict"


def erase(
    connection: Connection,
    party: Party,
    store: AttachmentStore,
    *,
    reason: str,
    by: str,
    now: datetime,
) -> MustBeKept | None:
    """Erase all of a person, or restrict them and answer why. Writes the audit; records once."""
    _lock_visits(connection, party)
    matter = matter_of_party(connection, party)
    holds = entities(connection, LegalHold, TABLES["legal_hold"].c.party_id == party.id)
    kept = why_kept(
        holds=holds,
        accounts=matter.accounts if matter else (),
        last_contact_at=_last_contact(matter) if matter else None,
        zone=matter.portfolio.time_zone if matter else "UTC",
        now=now,
    )
    act, details = ERASED, {"reason": reason}
    if kept is not None:
        act, details = RESTRICTED, {"reason": reason, "kept": kept.code}
    note(connection, at=now, user_id=by, act=act, subject=("party", party.id), details=details)
    if kept is not None:
        restricted = replace(party, restricted_at=party.restricted_at or now)
        if restricted != party:
            record_all(connection, [(restricted, party)], at=now)
        return kept
    # The person first: a replica knows by its visits which of its own edits were theirs.
    edits: list[Edit] = [(None, party), *((None, hold) for hold in holds)]
    if matter is not None:
        _forget_traces(connection, matter)
        _forget_untaken(connection, matter, store, now)
        forget_being_made(connection, party.portfolio_id)
        gone = [*(one.id for one in matter.visits), *(one.id for one in matter.contacts)]
        forget_left(connection, gone)
        edits += forget_of_portfolio(connection, party.portfolio_id)
        edits += _edits(connection, matter, now)
    record_all(connection, edits, at=now)
    return None


def _lock_visits(connection: Connection, party: Party) -> None:
    """No form is settled beside the erasure: its rows would name who is gone."""
    theirs = select(visits.c.id).where(visits.c.party_id == party.id).order_by(visits.c.id)
    connection.execute(theirs.with_for_update())


def _last_contact(matter: Matter) -> datetime | None:
    """When somebody last stood at a door of theirs, or was in contact in another way."""
    found = touches(matter.contacts, (one for one in matter.visits if one.check_in is not None))
    ended = [one.ended_at for one in matter.visits if one.check_in and one.ended_at]
    return max([*(one.at for one in found), *ended], default=None)


def _edits(connection: Connection, matter: Matter, now: datetime) -> Iterable[Edit]:
    yield from _without_links(connection, matter, now)
    for account in matter.accounts:
        others = tuple(one for one in account.parties if one.party_id != matter.party.id)
        yield (replace(account, parties=others) if others else None), account
    yield from _paid(matter)
    for rows in (
        *(matter.addresses, matter.authorisations, matter.visits, matter.alerts),
        *(matter.contacts, matter.petitions, matter.amendments),
    ):
        yield from ((None, row) for row in rows)


def _paid(matter: Matter) -> Iterable[Edit]:
    """What was paid goes with its account; on one that stays it names nobody."""
    gone = {
        one.id for one in matter.accounts if {p.party_id for p in one.parties} == {matter.party.id}
    }
    for payment in matter.bank_payments:
        if payment.account_id in gone:
            yield None, payment
        elif payment.document_number == matter.party.document_number != "":
            yield replace(payment, document_number=""), payment


def _without_links(connection: Connection, matter: Matter, now: datetime) -> Iterable[Edit]:
    """What came of the forms goes whole, not only its link to them."""
    came_of_them = (matter.proposals, matter.promises, matter.payments)
    theirs = {row.id for rows in came_of_them for row in rows}
    for after, before in forgotten(connection, matter.submissions, now):
        if before is not None and before.id not in theirs:
            yield after, before
    for rows in came_of_them:
        yield from ((None, row) for row in rows)


def _forget_traces(connection: Connection, matter: Matter) -> None:
    """Lists that phones were offered and parameters of refusals say names and doors too; marks of
    what was written tell a value to who guesses it. What was told of their visits goes too.
    """
    ids = [row.id for row in matter.rows()]
    for at in range(0, len(ids), AT_ONCE):
        mine = operations.c.entity_id.in_(ids[at : at + AT_ONCE])
        connection.execute(update(operations).where(mine).values(params="{}", wrote="{}"))
    forget_told(connection, ids)
    settled: dict[str, list[str]] = defaultdict(list)
    for row in matter.rows():
        settled[NAMES[type(row)]].append(row.id)
    for kind, theirs in settled.items():
        forget_settled(connection, kind, theirs)
    for visit in matter.visits:
        listed = visit_rows.c.visit_id == visit.id
        agents = list(connection.scalars(select(visit_rows.c.agent_id).where(listed)))
        lists = delete(visit_lists).where(visit_lists.c.agent_id.in_(agents))
        connection.execute(lists.where(_names(connection, visit.id)))
        connection.execute(delete(visit_rows).where(listed))
        taught = place_arrivals.c.visit_id == visit.id
        connection.execute(delete(place_arrivals).where(taught))


def _forget_untaken(
    connection: Connection, matter: Matter, store: AttachmentStore, now: datetime
) -> None:
    ids = untaken_of(connection, store, [visit.id for visit in matter.visits])
    delete_raw(connection, raw_submissions.c.id.in_(ids), raw_parts.c.raw_id.in_(ids), now)


def _names(connection: Connection, visit_id: str) -> ColumnElement[bool]:
    """Whether a list has a line of the visit."""
    content = visit_lists.c.content
    if is_postgresql(connection):
        return func.strpos(func.encode(content, "escape"), visit_id) > 0
    return func.instr(content, visit_id.encode()) > 0
