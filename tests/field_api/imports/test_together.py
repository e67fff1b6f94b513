"""What comes as a whole is planned together, and all else row by row: both make the same book."""

import sqlite3
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from field_api.change_log.rows import entities
from field_api.imports.taking import TakenFile
from field_api.imports.work import files_of
from field_api.tables.replicated import TABLES
from kobra_domain.imports.problems import Doubt
from kobra_domain.kinds import NAMES
from kobra_domain.people import Agent
from kobra_domain.portfolios import Account, Address, Authorisation, Party
from kobra_records.ids import new_id
from tests.field_api.imports.made import Desk, counts

HEADERS = (
    "credito;tipo_documento;documento;nombre;telefono;direccion;municipio;lat;lon;direccion 2;"
    "municipio 2;saldo;dias_mora;estado;producto;tipo_producto;gestor;fecha_autorizacion;lote;"
    "nombre codeudor;documento codeudor;telefono codeudor"
)
KINDS = (Party, Address, Account, Authorisation)


def rows_of_many_kinds(random: Random, first: int, count: int) -> list[str]:
    """People with one credit and with several, with and without documents and doors."""
    made = []
    for number in range(first, first + count):
        person = random.choice((number, number, number, random.randrange(first + count)))
        has_document = person % 7 != 0
        street = f"Calle {person % 5 + 1} # 12-{person % 40 + 1}" if person % 4 else ""
        cells: list[Any] = [
            *(f"C{number:04d}", ("CC", "NIT", "")[person % 3], person + 800_000_000),
            *(f"Persona {person}", random.choice(("3001112233", "", "3001112233 / 3104445566"))),
            *(street, "Bogotá", *random.choice((("4,61", "-74,08"), ("", "")))),
            *(random.choice(("", street, f"Carrera {person} # 1-1")), random.choice(("", "Cali"))),
            *(random.choice(("0", "1.200.000", "")), number % 90),
            *(random.choice(("", "activa", "pagada")), random.choice(("", "Crédito"))),
            *(random.choice(("", "microcrédito", "vivienda")), random.choice(("", "AG-1", "X"))),
            *(random.choice(("", "20/03/2024")), number % 3),
            *beside(random, number, first + count),
        ]
        if not has_document:
            cells[2] = ""
        made.append(";".join(map(str, cells)))
    return made


def beside(random: Random, number: int, most: int) -> tuple[Any, ...]:
    """Co-debtors: nobody, somebody who may be another row's person, one without a document, one of
    whom only a telephone is said.
    """
    other = random.randrange(most)
    return random.choice(
        (
            *[("", "", "")] * 3,
            (f"Persona {other}", other + 800_000_000, "3157778899"),
            ("", other + 800_000_000, ""),
            (f"Codeudor {number}", "", "3157778800"),
            ("", "", "3157778811"),
        )
    )


def told(desk: Desk, import_id: str) -> list[Any]:
    """How each row ended, in the file's order."""
    with sqlite3.connect(files_of(desk.folder / "data", import_id).stage) as stage:
        return stage.execute("SELECT line, fate, key, name FROM lines ORDER BY rowid").fetchall()


def portrait(desk: Desk) -> dict[str, list[str]]:
    """The portfolio's rows with names for ids."""
    with desk.database.read() as connection:
        held: dict[Any, list[Any]] = {
            kind: entities(
                connection, kind, TABLES[NAMES[kind]].c.portfolio_id == desk.portfolio.id
            )
            for kind in KINDS
        }
    names = {one.id: f"{one.name}/{one.document_number}" for one in held[Party]}
    names |= {one.id: one.number for one in held[Account]}
    names |= {one.id: "" for kind in (Address, Authorisation) for one in held[kind]}
    made: dict[str, list[str]] = {}
    for kind, rows in held.items():
        texts = [repr(replace(one, portfolio_id="")) for one in rows]
        for id_, name in names.items():
            texts = [text.replace(id_, name) if id_ in text else text for text in texts]
        made[kind.__name__] = sorted(texts)
    return made


def doubts(taken: TakenFile) -> tuple[Doubt, ...]:
    """What looked wrong, how often, in which lines first."""
    return taken.planned.effects.doubts


@pytest.mark.parametrize("seed", range(3))
def test_a_file_makes_the_same_book_with_and_without_roles(desk: Desk, seed: int) -> None:
    random = Random(seed)
    other = replace(desk, portfolio=replace(desk.portfolio, id=new_id(), name="Sur"))
    rosa = Agent(id=new_id(), code="AG-1", name="Rosa", time_zone="America/Bogota")
    desk.write(other.portfolio, rosa)
    for first in (0, 40):  # the second file finds people, accounts and doors of the first
        rows = rows_of_many_kinds(random, first, 60)
        plain = desk.take(*rows, headers=HEADERS)
        roles = [f"{row};titular" for row in rows]
        by_row = other.take(*roles, headers=f"{HEADERS};rol")
        assert counts(plain) == counts(by_row)
        assert told(desk, plain.item.id) == told(other, by_row.item.id)
        assert doubts(plain) == doubts(by_row)
        assert portrait(desk) == portrait(other)
