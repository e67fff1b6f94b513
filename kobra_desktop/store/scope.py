"""What of the replica lies in the user's scope, and the purge of what no longer does."""

from sqlalchemy import ColumnElement, Connection, false, or_, select, true

from kobra_desktop.store import kept, rows
from kobra_desktop.store.tables import BASE, RECORDS
from kobra_domain.kinds import KINDS
from kobra_domain.scope import EVERYTHING, QUESTIONNAIRES, keys_over
from kobra_domain.wire import ScopeShift

Pair = tuple[str, str]


def held_keys(connection: Connection) -> frozenset[str]:
    """The scope keys that the server last said the user holds."""
    return frozenset(kept.value(connection, kept.SCOPE) or ())


def shift(connection: Connection, change: ScopeShift) -> set[Pair]:
    """Purge what only the lost keys showed; answers the rows that went."""
    held = (held_keys(connection) - set(change.lost)) | set(change.gained)
    kept.keep(connection, kept.SCOPE, sorted(held))
    if not change.lost or EVERYTHING in held:
        return set()
    gone: set[Pair] = set()
    for kind in KINDS:
        ids = _outside(connection, kind, held)
        rows.remove(connection, kind, ids)
        _forget_bodies(connection, kind, ids)
        gone |= {(kind, one) for one in ids}
    return gone


def _forget_bodies(connection: Connection, kind: str, ids: list[str]) -> None:
    """Edits on purged rows stay in the outbox; the rows they stood on must not."""
    for part in rows.chunks(ids):
        here = (BASE.c.kind == kind, BASE.c.entity_id.in_(part))
        connection.execute(BASE.update().where(*here).values(body=None, version=0))


def _outside(connection: Connection, kind: str, held: frozenset[str]) -> list[str]:
    record = RECORDS[kind]
    if kind == "user":
        users = rows.entities(connection, kind)
        return [one.id for one in users if keys_over(one).isdisjoint(held)]
    inside = _inside(kind, held)
    asked = select(record.c.id).where(record.c.version > 0, ~inside)
    return list(connection.execute(asked).scalars())


def _inside(kind: str, held: frozenset[str]) -> ColumnElement[bool]:
    """The condition that a row lies under one of the keys; the mirror of `keys_over`."""
    columns = RECORDS[kind].c
    teams, portfolios, agents = (_ids(held, name) for name in ("team", "portfolio", "agent"))
    match kind:
        case "team":
            return columns.id.in_(teams)
        case "agent":
            return or_(columns.id.in_(agents), columns.team_id.is_not(None)
                       & columns.team_id.in_(teams))  # fmt: skip
        case "alert":
            return columns.team_id.is_not(None) & columns.team_id.in_(teams)
        case "portfolio":
            return columns.id.in_(portfolios)
        case "visit":
            mine = columns.agent_id.is_not(None) & columns.agent_id.in_(agents)
            return or_(columns.portfolio_id.in_(portfolios), mine)
        case "questionnaire" | "questionnaire_version" | "library_block":
            return true() if QUESTIONNAIRES in held else false()
        case "submission" | "review":
            # Compared with nothing a condition is neither true nor false, and the row would stay.
            has_team = columns.team_id.is_not(None) & columns.team_id.in_(teams)
            by_team = columns.portfolio_id.is_(None) & has_team
            has_portfolio = columns.portfolio_id.is_not(None)
            return or_(has_portfolio & columns.portfolio_id.in_(portfolios), by_team)
        case _:
            return columns.portfolio_id.in_(portfolios)


def _ids(held: frozenset[str], name: str) -> list[str]:
    return [key.partition(":")[2] for key in held if key.startswith(f"{name}:")]
