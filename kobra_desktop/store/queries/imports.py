"""Files that came in, and of which day the balances are that they brought."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

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
    """Of each portfolio in reach into which accounts came, by name: the newest cut-off goes first,
    among files of one day the one that was taken last.
    """
    item, portfolio = RECORDS["import"].c, RECORDS["portfolio"].c
    newest = [item.cut_off_on.desc().nulls_last(), item.committed_at.desc().nulls_last()]
    place = func.row_number().over(partition_by=item.portfolio_id, order_by=[*newest, item.id])
    taken = select(item.portfolio_id, item.cut_off_on, item.committed_at, place.label("place"))
    taken = taken.where(item.kind == ImportKind.ACCOUNTS, item.state == ImportState.COMMITTED)
    if reach.portfolio_ids is not None:
        taken = taken.where(item.portfolio_id.in_(reach.portfolio_ids))
    last = taken.subquery()
    query = (
        select(last.c.portfolio_id, portfolio.name, last.c.cut_off_on, last.c.committed_at)
        .outerjoin_from(last, RECORDS["portfolio"], portfolio.id == last.c.portfolio_id)
        .where(last.c.place == 1)
    )
    with replica.reading() as connection:
        found = [
            BalancesOf(
                portfolio_id=row.portfolio_id,
                portfolio=row.name or "",
                cut_off_on=row.cut_off_on,
                taken_at=row.committed_at,
            )
            for row in connection.execute(query)
        ]
    return sorted(found, key=lambda one: name_key(one.portfolio))


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
