"""The map pictures that mails of these visits have: one of each verdict, drawn as the server does,
and one without a map.
"""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from field_api.pictures.drawing import map_picture
from field_api.pictures.visits import ground_of_visit
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.portfolios import Address, Portfolio
from kobra_domain.visits import ENDED_STATES, Verdict, Visit
from kobra_records.sql.tables import entity_of


def write_map_pictures(
    replica: Replica, archive: Path, folder: Path, locale: str
) -> Iterator[Path]:
    """Each as a file of the folder."""
    sketched = False
    for verdict in Verdict:
        found = _visit(replica, verdict)
        ground = ground_of_visit(*found, locale) if found else None
        if ground is None:
            continue
        path = folder / f"mail-map-{verdict.value}.png"
        path.write_bytes(map_picture(ground, archive))
        yield path
        if not sketched and len(ground.spots) > 1:
            sketched = True
            path = folder / "mail-map-without-tiles.png"
            path.write_bytes(map_picture(ground, None))
            yield path


def _visit(replica: Replica, verdict: Verdict) -> tuple[Visit, Address, Portfolio] | None:
    """The newest that ended so."""
    visit, address, portfolio = (RECORDS[name] for name in ("visit", "address", "portfolio"))
    asked = (
        select(visit)
        .where(visit.c.verdict == verdict, visit.c.state.in_(ENDED_STATES))
        .order_by(visit.c.ended_at.desc())
        .limit(1)
    )
    with replica.reading() as connection:
        row = connection.execute(asked).first()
        if row is None:
            return None
        door = connection.execute(select(address).where(address.c.id == row.address_id)).first()
        of = connection.execute(select(portfolio).where(portfolio.c.id == row.portfolio_id)).first()
    if door is None or of is None:
        return None
    return entity_of(Visit, row), entity_of(Address, door), entity_of(Portfolio, of)
