"""Things found by the names that people give them."""

from sqlalchemy import Connection

from field_api.change_log.rows import entities
from kobra_domain.errors import Invalid
from kobra_domain.portfolios import Portfolio


def portfolios_named(connection: Connection, name: str) -> list[Portfolio]:
    """The portfolios of this name, whatever its capitals."""
    wanted = name.strip().casefold()
    return [one for one in entities(connection, Portfolio) if one.name.casefold() == wanted]


def portfolio_named(connection: Connection, name: str) -> Portfolio:
    """The one portfolio of this name. Raises Invalid unknown_portfolio."""
    named = portfolios_named(connection, name)
    if len(named) != 1:
        raise Invalid("unknown_portfolio", name=name)
    return named[0]
