"""Whether other hours that a person asked for may be written down: the server knows every contract
of theirs, a desktop those of its replica.
"""

from datetime import datetime

from sqlalchemy import Connection, Text, type_coerce

from field_api.change_log.rows import entities, find
from field_api.tables.replicated import accounts
from kobra_domain.contact.exceptions import check_exceptions, own_accounts
from kobra_domain.portfolios import Account, Party, Portfolio
from kobra_domain.shift import local_day


def check_hours(connection: Connection, after: Party, before: Party | None, now: datetime) -> None:
    """Raise Invalid where what is new would open no hour."""
    if before is not None and after.hours_exceptions == before.hours_exceptions:
        return
    portfolio = find(connection, Portfolio, after.portfolio_id)
    zone = portfolio.time_zone if portfolio is not None else "UTC"
    has_part = type_coerce(accounts.c.parties, Text).contains(after.id, autoescape=True)
    named = entities(connection, Account, accounts.c.portfolio_id == after.portfolio_id, has_part)
    theirs = own_accounts(after.id, named)
    check_exceptions(after, before, theirs, local_day(zone, now))
