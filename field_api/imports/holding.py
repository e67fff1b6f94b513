"""Why a file of the night is not taken by itself: it is not what it was expected to be."""

from datetime import date

from sqlalchemy import Connection, func, select

from field_api.change_log.rows import find
from field_api.imports.planning import Planned
from field_api.imports.work import work_of
from field_api.tables.replicated import imports
from kobra_domain.errors import DomainError
from kobra_domain.imports.fates import Fate
from kobra_domain.imports.mapping import headers_key
from kobra_domain.imports.problems import RowCode
from kobra_domain.imports.things import Import, ImportState
from kobra_domain.portfolios import Portfolio

_PERCENT = 100


def held_reason(connection: Connection, item: Import, planned: Planned) -> DomainError | None:
    """Why the file is held, None if it may be taken."""
    portfolio = find(connection, Portfolio, item.portfolio_id)
    assert portfolio is not None
    reasons = (
        _other_shape(connection, item, planned),
        _not_later(connection, item, planned.effects.cut_off_on),
        _absent(portfolio, item, planned),
        _moved(portfolio, planned),
        _other_than_trailer(planned),
    )
    return next((one for one in reasons if one is not None), None)


def _last(connection: Connection, item: Import) -> str | None:
    """The id of the import of the same kind that was taken last."""
    i = imports.c
    query = select(i.id).where(
        i.portfolio_id == item.portfolio_id, i.kind == item.kind, i.state == ImportState.COMMITTED
    )
    found: str | None = connection.scalar(query.order_by(i.committed_at.desc()).limit(1))
    return found


def _other_shape(connection: Connection, item: Import, planned: Planned) -> DomainError | None:
    last = _last(connection, item)
    if last is None:
        return None
    before = work_of(connection, last).said
    if before is None or headers_key(before.look.headers) == headers_key(planned.look.headers):
        return None
    return DomainError("import_held_shape")


def _not_later(connection: Connection, item: Import, day: date | None) -> DomainError | None:
    i = imports.c
    query = select(func.max(i.cut_off_on)).where(
        i.portfolio_id == item.portfolio_id, i.kind == item.kind, i.state == ImportState.COMMITTED
    )
    last = connection.scalar(query)
    if last is None or day is None or day > last:
        return None
    return DomainError("import_held_cut_off", day=day.isoformat(), last=last.isoformat())


def _absent(portfolio: Portfolio, item: Import, planned: Planned) -> DomainError | None:
    named = planned.fates[Fate.CHANGED] + planned.fates[Fate.SAME]
    known = named + item.absent
    share = _PERCENT * item.absent / known if known else 0.0
    if share <= portfolio.most_absent:
        return None
    return DomainError("import_held_absent", share=round(share, 1), most=portfolio.most_absent)


def _moved(portfolio: Portfolio, planned: Planned) -> DomainError | None:
    before, after = planned.effects.before, planned.effects.after
    if not before:
        return None
    share = _PERCENT * abs(after - before) / before
    if share <= portfolio.most_moved:
        return None
    return DomainError("import_held_moved", share=round(share, 1), most=portfolio.most_moved)


def _other_than_trailer(planned: Planned) -> DomainError | None:
    reading = planned.reading
    trailer = reading.trailer
    if trailer is None:
        return None
    rows = reading.rows - reading.refused_by.get(RowCode.TOTALS, 0)
    if trailer.rows is not None and trailer.rows != rows:
        return DomainError("import_held_trailer", said=trailer.rows, rows=rows)
    for target, said in trailer.sums.items():
        if reading.sums.get(target) != said:
            return DomainError("import_held_sums", target=target)
    return None
