"""Whose data a phone may hold: from the visit lists that were offered to it and the answers that
came from it. Visits are kept by their ids, so that nobody's data is kept once more.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from field_api.change_log.rows import find_all
from field_api.phones.visit_list import visit_ids
from field_api.tables.phone_forms import form_keys, visit_lists
from field_api.tables.replicated import submissions
from kobra_domain.answers import HeldHow, HeldPerson
from kobra_domain.portfolios import Account, Address, Institution, Party, Portfolio
from kobra_domain.visits import Visit

Held = dict[str, HeldHow]
# What is known for certain goes before what may be.
_SURE = {HeldHow.FETCHED: 0, HeldHow.ANSWERED: 1, HeldHow.OFFERED: 2}
_decoder = msgspec.json.Decoder(Held)


def held_by_phone(connection: Connection, agent_id: str) -> Held:
    """The visits that the agent's phone may hold, asked before its key ends."""
    since = _key_since(connection, agent_id)
    if since is None:
        return {}
    told = visit_lists.c.fetched_at.is_not(None) | (visit_lists.c.made_at >= since)
    lists = connection.execute(select(visit_lists).where(visit_lists.c.agent_id == agent_id, told))
    found: list[tuple[str, HeldHow]] = []
    for row in lists:
        how = HeldHow.FETCHED if row.fetched_at is not None else HeldHow.OFFERED
        found += [(visit_id, how) for visit_id in visit_ids(bytes(row.content))]
    answered = select(submissions.c.visit_id).where(
        submissions.c.agent_id == agent_id,
        submissions.c.received_at >= since,
        submissions.c.visit_id.is_not(None),
    )
    found += [(visit_id, HeldHow.ANSWERED) for visit_id in connection.scalars(answered)]
    return surest(found)


def surest(found: Iterable[tuple[str, HeldHow]]) -> Held:
    """Of each visit the surest way it is known by."""
    return dict(sorted(found, key=lambda pair: -_SURE[pair[1]]))


def held_text(held: Held) -> str:
    """As it is stored."""
    return msgspec.json.encode(held).decode()


def read_held(text: str) -> Held:
    """What `held_text` stored."""
    return _decoder.decode(text)


def _key_since(connection: Connection, agent_id: str) -> datetime | None:
    """Since when the last key of the agent's phone is there."""
    query = (
        select(form_keys.c.created_at)
        .where(form_keys.c.agent_id == agent_id)
        .order_by(form_keys.c.created_at.desc())
        .limit(1)
    )
    since: datetime | None = connection.scalar(query)
    return since


def people_of(connection: Connection, held: Mapping[str, HeldHow]) -> tuple[HeldPerson, ...]:
    """Each person once, by name."""
    visits = find_all(connection, Visit, held)
    parties = find_all(connection, Party, {visit.party_id for visit in visits.values()})
    portfolios = find_all(connection, Portfolio, {v.portfolio_id for v in visits.values()})
    owners = find_all(connection, Institution, {p.institution_id for p in portfolios.values()})
    addresses = find_all(connection, Address, {v.address_id for v in visits.values()})
    accounts = find_all(connection, Account, {a for v in visits.values() for a in v.account_ids})
    theirs: dict[str, list[Visit]] = {}
    for visit in visits.values():
        theirs.setdefault(visit.party_id, []).append(visit)
    made = []
    for party_id, own in theirs.items():
        party, portfolio = parties.get(party_id), portfolios.get(own[0].portfolio_id)
        institution = owners.get(portfolio.institution_id) if portfolio else None
        doors = {v.address_id: addresses[v.address_id] for v in own if v.address_id in addresses}
        numbers = {accounts[a].number for v in own for a in v.account_ids if a in accounts}
        document = party.document if party else ""
        made.append(
            HeldPerson(
                party_id=party_id,
                name=party.name if party else "",
                document=document,
                portfolio=portfolio.name if portfolio else "",
                institution=institution.name if institution else "",
                address="; ".join(sorted(door.street for door in doors.values())),
                accounts=tuple(sorted(numbers)),
                visits=len(own),
                how=min((held[v.id] for v in own), key=_SURE.__getitem__),
            )
        )
    return tuple(sorted(made, key=lambda one: (one.name.casefold(), one.party_id)))
