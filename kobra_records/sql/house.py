"""The company's own rules, from the rows of either side."""

from sqlalchemy import Connection, Table, select

from kobra_domain.house_rules import HouseRules
from kobra_records.sql.tables import entity_of


def house_rows(connection: Connection, table: Table) -> tuple[HouseRules, ...]:
    """All of them: a few at most, one for each country and creditor type."""
    asked = select(table).order_by(table.c.id)
    return tuple(entity_of(HouseRules, row) for row in connection.execute(asked))
