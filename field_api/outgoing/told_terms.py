"""How a portfolio's outgoing file is told to be, as it is kept."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, insert, select, update

from field_api.tables.outgoing import outgoing_terms as table
from kobra_domain.errors import Invalid
from kobra_domain.outgoing.checking import check_terms
from kobra_domain.outgoing.schedule import begins_at
from kobra_domain.outgoing.things import OutgoingTerms
from kobra_domain.portfolios import Portfolio
from kobra_records import json_form

_TERMS = msgspec.json.Decoder(OutgoingTerms)


@dataclass(frozen=True, slots=True)
class Kept:
    """The terms and what has left by them: see `tables.outgoing`."""

    terms: OutgoingTerms | None
    stamp: int
    sequence: int
    until_at: datetime | None
    as_of: int
    on_since_at: datetime


def terms_of_text(text: str | None) -> OutgoingTerms | None:
    """Terms as they are kept."""
    return None if text is None else _TERMS.decode(text)


def kept_of(connection: Connection, portfolio_id: str) -> Kept | None:
    """What is kept of a portfolio's outgoing file; None: it never had one."""
    row = connection.execute(
        select(table).where(table.c.portfolio_id == portfolio_id)
    ).one_or_none()
    if row is None:
        return None
    return Kept(
        terms=terms_of_text(row.terms),
        stamp=row.stamp,
        sequence=row.sequence,
        until_at=row.until_at,
        as_of=row.as_of,
        on_since_at=row.on_since_at,
    )


def keep_terms(
    connection: Connection, portfolio: Portfolio, terms: OutgoingTerms, now: datetime
) -> None:
    """Have files made so from now on. Raises Invalid. Once a file has left, the day from which
    gestiones are told stays: another would leave some out or tell them twice over.
    """
    check_terms(terms)
    if terms.folder and not (Path(terms.folder).is_absolute() and Path(terms.folder).is_dir()):
        raise Invalid("not_a_folder", field="folder")
    kept = kept_of(connection, portfolio.id)
    if kept is not None and kept.sequence and kept.terms and terms.since_on != kept.terms.since_on:
        raise Invalid(
            "outgoing_since_is_set", field="since_on", day=kept.terms.since_on.isoformat()
        )
    values = {"terms": json_form.text(terms)}
    if kept is None:
        blank = {"stamp": 0, "sequence": 0, "as_of": 0, "on_since_at": now}
        connection.execute(insert(table).values(portfolio_id=portfolio.id, **values, **blank))
        return
    is_same = kept.terms is not None and _schedule(kept.terms) == _schedule(terms)
    more = {} if is_same else {"on_since_at": now}
    own = table.c.portfolio_id == portfolio.id
    connection.execute(update(table).where(own).values(**values, **more, stamp=table.c.stamp + 1))


def end_terms(connection: Connection, portfolio_id: str) -> None:
    """Make no more files; those that left stay, and so does what was told."""
    own = table.c.portfolio_id == portfolio_id
    connection.execute(update(table).where(own).values(terms=None, stamp=table.c.stamp + 1))


def starts_at(kept: Kept, terms: OutgoingTerms, portfolio: Portfolio) -> datetime:
    """From when on the next file tells what was in its time."""
    return kept.until_at or begins_at(terms.since_on, portfolio.time_zone)


def _schedule(terms: OutgoingTerms) -> tuple[object, ...]:
    return terms.is_on, terms.days, terms.hour
