"""Files that came in, and of which day the balances are that they brought."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from kobra_desktop.store import rows
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.reach import Reach
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.imports.things import Import, ImportKind, ImportState

_PORTFOLIOS = select(RECORDS["portfolio"].c.id, RECORDS["portfolio"].c.name)
_USERS = select(RECORDS["user"].c.id, RECORDS["user"].c.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One file with the names of its portfolio and of who brought, took and undid it; "" of who is
    not in sight, and of what no person did.
    """

    item: Import
    portfolio: str = ""
    brought_by: str = ""
    taken_by: str = ""
    undone_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BalancesOf:
    """Of which day the balances of a portfolio are: the cut-off of the last accounts file that was
    taken, None where it named none; `taken_at` is when it was.
    """

    portfolio_id: str
    portfolio: str
    cut_off_on: date | None
    taken_at: datetime | None


def import_rows(replica: Replica, reach: Reach) -> list[ImportRow]:
    """The files of the portfolios in reach, in no order."""
    with replica.reading() as connection:
        return _rows(connection, rows.entities(connection, "import"), reach)


def import_rows_of(replica: Replica, ids: frozenset[str], reach: Reach) -> list[ImportRow]:
    """Some of them."""
    with replica.reading() as connection:
        return _rows(connection, rows.entities(connection, "import", ids), reach)


def balances_of(replica: Replica, reach: Reach) -> list[BalancesOf]:
    """Of each portfolio in reach into which accounts came, by name."""
    newest: dict[str, ImportRow] = {}
    for row in import_rows(replica, reach):
        item = row.item
        if item.kind is not ImportKind.ACCOUNTS or item.state is not ImportState.COMMITTED:
            continue
        held = newest.get(item.portfolio_id)
        if held is None or _order(item) > _order(held.item):
            newest[item.portfolio_id] = row
    found = [
        BalancesOf(
            portfolio_id=row.item.portfolio_id,
            portfolio=row.portfolio,
            cut_off_on=row.item.cut_off_on,
            taken_at=row.item.committed_at,
        )
        for row in newest.values()
    ]
    return sorted(found, key=lambda one: name_key(one.portfolio))


def _order(item: Import) -> tuple[date, datetime]:
    """The newest cut-off goes first, among files of one day the one that was taken last."""
    return item.cut_off_on or date.min, item.committed_at or item.received_at


def _rows(connection: Connection, found: list[Import], reach: Reach) -> list[ImportRow]:
    portfolios = dict(connection.execute(_PORTFOLIOS).all())
    users = dict(connection.execute(_USERS).all())
    wanted = reach.portfolio_ids
    return [
        ImportRow(
            item=one,
            portfolio=portfolios.get(one.portfolio_id, ""),
            brought_by=users.get(one.received_by or "", ""),
            taken_by=users.get(one.committed_by or "", ""),
            undone_by=users.get(one.undone_by or "", ""),
        )
        for one in found
        if wanted is None or one.portfolio_id in wanted
    ]
