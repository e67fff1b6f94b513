"""Keeps what an institution says of its portfolios as these say it."""

from dataclasses import replace

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities
from field_api.tables.replicated import institutions
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import Institution, Portfolio


def institution_edits(
    connection: Connection, after: Entity | None, before: Entity | None
) -> list[Edit]:
    """The edits of institutions that follow from a portfolio's; empty for any other row."""
    named = [one.institution_id if isinstance(one, Portfolio) else "" for one in (after, before)]
    if named[0] == named[1]:
        return []
    portfolio = after if isinstance(after, Portfolio) else before
    assert portfolio is not None
    found = entities(connection, Institution, institutions.c.id.in_(named), lock=True)
    return [(_with(one, portfolio.id, is_in=one.id == named[0]), one) for one in found]


def _with(institution: Institution, portfolio_id: str, *, is_in: bool) -> Institution:
    others = tuple(one for one in institution.portfolio_ids if one != portfolio_id)
    return replace(institution, portfolio_ids=(*others, portfolio_id) if is_in else others)
