"""A portfolio and files for it, as the command line takes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from field_api.change_log.record import record_all
from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.imports.taking import TakenFile, Wish, take_file
from field_api.imports.undoing import undo
from kobra_domain.imports.things import Import, ImportKind
from kobra_domain.kinds import DECLARED, Entity
from kobra_domain.portfolios import (
    CreditorType,
    Institution,
    Portfolio,
    ProductType,
)
from kobra_records.ids import new_id
from tests.field_api.servers import NOW

HEADERS = "credito;documento;nombre;telefono;direccion;municipio;saldo;dias_mora"
ANA = "CR1;52100200;Ana Gómez;3001112233;Calle 8 # 12-40;Bogotá;1.200.000;35"
LUIS = "CR2;79400500;Luis Pérez;3104445566;Carrera 7 # 45-10;Bogotá;800.000;12"


@dataclass(frozen=True)
class Desk:
    """One portfolio, and what is done to it."""

    database: Database
    folder: Path
    portfolio: Portfolio

    def file(self, *rows: str, headers: str = HEADERS, name: str = "cartera.csv") -> Path:
        """A file of these rows."""
        path = self.folder / name
        path.write_text("\n".join([headers, *rows]) + "\n", encoding="utf-8")
        return path

    def take(
        self, *rows: str, headers: str = HEADERS, now: datetime = NOW, **wish: Any
    ) -> TakenFile:
        """Take a file of these rows."""
        path = self.file(*rows, headers=headers)
        kind = wish.pop("kind", ImportKind.ACCOUNTS)
        asked = Wish(portfolio=self.portfolio, kind=kind, path=path, **wish)
        return take_file(self.database, self.folder / "data", asked, now)

    def undo(self, taken: TakenFile, **how: Any) -> Import:
        """Take an import back."""
        return undo(self.database, self.folder / "data", taken.item.id, by=None, now=NOW, **how)

    def all(self, kind: Any) -> list[Any]:
        """All rows of a kind."""
        with self.database.read() as connection:
            return entities(connection, kind)

    def write(self, *rows: Entity | tuple[Entity | None, Entity | None]) -> None:
        """Write rows as they are."""
        edits = [row if isinstance(row, tuple) else (row, None) for row in rows]
        with self.database.begin() as connection:
            record_all(connection, edits, at=NOW)


def desk_over(database: Database, folder: Path, **values: Any) -> Desk:
    """A portfolio of Colombian micro-credit in an empty database."""
    institution = Institution(id=new_id(), name="Banco Norte")
    given = {
        "id": new_id(),
        "name": "Norte",
        "institution_id": institution.id,
        "creditor_type": CreditorType.FINANCIAL,
        "country": "CO",
        "currency": "COP",
        "time_zone": "America/Bogota",
        "product_type": ProductType.MICROCREDIT,
        **values,
    }
    portfolio = Portfolio(**given)
    desk = Desk(database, folder, portfolio)
    desk.write(institution, portfolio)
    return desk


def counts(taken: TakenFile) -> tuple[int, ...]:
    """New, changed, same, refused, absent."""
    item = taken.item
    return item.new, item.changed, item.same, item.refused, item.absent


def dangling(database: Database) -> list[tuple[str, str, str]]:
    """Rows that name one that is not there: kind, the kind that is named, and the id."""
    with database.read() as connection:
        rows = {kind.name: entities(connection, kind.entity) for kind in DECLARED.values()}
    ids = {kind: {row.id for row in found} for kind, found in rows.items()}
    return [
        (kind.name, one.kind, named)
        for kind in DECLARED.values()
        for row in rows[kind.name]
        for one in kind.references
        for named in one.ids(row)
        if named not in ids[one.kind]
    ]


Snapshot = dict[tuple[str, str], Any]


def book(desk: Desk, kinds: Sequence[type[Any]]) -> Snapshot:
    """Everything of some kinds, by kind and id."""
    return {(kind.__name__, row.id): row for kind in kinds for row in desk.all(kind)}
