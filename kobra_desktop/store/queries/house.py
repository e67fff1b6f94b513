"""The company's own rules as the replica holds them, and what then holds for portfolios."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.contact import RuleSet, rules_of
from kobra_domain.house_rules import HouseRules
from kobra_domain.portfolios import Portfolio
from kobra_records.sql.house import house_rows

Laws = Sequence[tuple[Portfolio, RuleSet]]


def house_here(store: Replica) -> tuple[HouseRules, ...]:
    """The company's own rules."""
    with store.reading() as connection:
        return house_of(connection)


def house_of(connection: Connection) -> tuple[HouseRules, ...]:
    """As `house_here`, inside a transaction."""
    return house_rows(connection, RECORDS["house_rules"])


def laws_here(store: Replica, portfolios: Iterable[Portfolio]) -> Laws:
    """These portfolios, each with the contact rules that hold for it."""
    house = house_here(store)
    return [(one, rules_of(one, house)) for one in portfolios]


def laws_of(connection: Connection, portfolios: Iterable[Portfolio]) -> dict[str, RuleSet]:
    """By id of a portfolio the contact rules that hold for it."""
    house = house_of(connection)
    return {one.id: rules_of(one, house) for one in portfolios}
