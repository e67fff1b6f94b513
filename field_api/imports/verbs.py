"""The verbs of the command line that concern portfolios: add one, take a file in, take it back."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.operations.institutions import institution_edits
from field_api.operations.named import portfolio_named, portfolios_named
from field_api.settings import Settings
from field_api.tables.replicated import folded, institutions
from kobra_domain.errors import Invalid
from kobra_domain.imports.problems import Refusal
from kobra_domain.imports.things import Import, ImportKind
from kobra_domain.limits import check
from kobra_domain.portfolios import CreditorType, Institution, Portfolio, ProductType
from kobra_domain.words import code_of, say
from kobra_records.ids import new_id
from kobra_records.speaking import language_of_system

if TYPE_CHECKING:  # what reads files is loaded by the verb that needs it
    from field_api.imports.taking import TakenFile

Opened = Callable[[Settings], Database]


def add_portfolio_verbs(verbs: Any, common: argparse.ArgumentParser, opened: Opened) -> None:
    """Add `portfolio add`, `portfolio import` and `portfolio undo`."""
    group = verbs.add_parser("portfolio", help="portfolios and their files")
    acts = group.add_subparsers(required=True, metavar="ACT")
    _add_add(acts, common, opened)
    take = acts.add_parser("import", parents=[common], help="take a file into a portfolio")
    take.add_argument("file", type=Path, metavar="FILE", help="CSV, fixed width, .xlsx, .xls, ZIP")
    take.add_argument("--portfolio", required=True, metavar="NAME")
    take.add_argument(
        "--kind",
        type=ImportKind,
        choices=list(ImportKind),
        default=ImportKind.ACCOUNTS,
        metavar="KIND",
        help="accounts (default), payments, authorisations, parties, addresses, contacts, "
        "promises, agents",
    )
    take.add_argument("--mapping", type=Path, metavar="FILE.json", help="which column is what")
    take.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
    take.add_argument("--strict", action="store_true", help="refuse what would have to be assumed")
    take.add_argument("--close-absent", action="store_true", help="close accounts not in the file")
    take.add_argument("--json", action="store_true", help="the answer on one line")
    take.add_argument("--data-folder", type=Path, help="where the server keeps its files")
    take.set_defaults(act=lambda given, settings: _import(given, opened(settings), settings))
    undo = acts.add_parser("undo", parents=[common], help="take an import back")
    undo.add_argument("id", metavar="ID")
    undo.add_argument("--data-folder", type=Path, help="where the server keeps its files")
    undo.set_defaults(act=lambda given, settings: _undo(given, opened(settings), settings))


def _add_add(acts: Any, common: argparse.ArgumentParser, opened: Opened) -> None:
    add = acts.add_parser("add", parents=[common], help="add a portfolio of an institution")
    add.add_argument("--name", required=True)
    add.add_argument("--institution", required=True, metavar="NAME")
    add.add_argument("--country", required=True, metavar="CO|MX|…")
    add.add_argument("--currency", required=True, metavar="COP|MXN|…")
    for name, kind in (("--creditor", CreditorType), ("--product", ProductType)):
        add.add_argument(name, required=True, type=kind, choices=list(kind), metavar="|".join(kind))
    add.add_argument("--time-zone", required=True, metavar="America/Bogota|…")
    add.set_defaults(act=lambda given, settings: _add(given, opened(settings), settings))


def _add(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    with closing(database), database.begin() as connection:
        if portfolios_named(connection, given.name):
            raise Invalid("already_taken", field="name")
        there = entities(
            connection, Institution, institutions.c.name_key == folded(given.institution)
        )
        named = Institution(id=new_id(), name=given.institution.strip())
        institution = there[0] if there else named
        portfolio = Portfolio(
            id=new_id(),
            name=given.name.strip(),
            institution_id=institution.id,
            creditor_type=given.creditor,
            country=given.country,
            currency=given.currency,
            time_zone=given.time_zone,
            product_type=given.product,
        )
        check(portfolio)
        edits: list[Edit] = [(portfolio, None), *institution_edits(connection, portfolio, None)]
        if not there:
            institution = replace(institution, portfolio_ids=(portfolio.id,))
            check(institution)
            edits.append((institution, None))
        record_all(connection, edits, at=settings.clock())
    _print({"id": portfolio.id, "institution_id": institution.id, "is_new": not there})


def _import(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    from field_api.imports.taking import Wish, take_file
    from kobra_records.files.portfolio_files.mapping_json import read_mapping

    with closing(database):
        with database.read() as connection:
            portfolio = portfolio_named(connection, given.portfolio)
        wish = Wish(
            portfolio=portfolio,
            kind=given.kind,
            path=given.file,
            mapping=read_mapping(given.mapping.read_bytes(), given.kind) if given.mapping else None,
            is_strict=given.strict,
            is_dry=given.dry_run,
            closes_absent=given.close_absent,
        )
        taken = take_file(database, settings.data_folder, wish, settings.clock())
    told = {"id": None if given.dry_run else taken.item.id, **_told(taken)}
    _print(told, indent=None if given.json else 2)


def _told(taken: "TakenFile") -> dict[str, Any]:
    """What became of a file, as outside programs read it."""
    language = language_of_system()
    reading, effects = taken.planned.reading, taken.planned.effects
    detected = reading.detected
    return {
        **_counts(taken.item),
        "detected": {
            "encoding": detected.encoding,
            "delimiter": detected.delimiter,
            "decimal": detected.decimal,
            "date_order": detected.date_order,
        },
        "assumed": [
            {"column": one.column, "taken": one.taken, "row": one.line, "value": one.text}
            for one in reading.survey.assumed
        ],
        "errors": [_error(one, language) for one in taken.refusals],
        "warnings": [
            {
                "column": one.column,
                "code": one.code,
                "count": one.count,
                "rows": list(one.lines),
                "message": say(code_of(one.code), {}, language),
            }
            for one in reading.doubts
        ],
        "kept": effects.kept,
        "visits": effects.visits,
        "agents": list(effects.agents),
    }


def _error(refusal: Refusal, language: str) -> dict[str, Any]:
    params = dict(refusal.params)
    if "target" in params:
        params["target"] = say(f"target.{params['target']}", {}, language)
    return {
        "row": refusal.line,
        "column": refusal.column,
        "code": refusal.code.value,
        "message": say(code_of(refusal.code), params, language),
    }


def _undo(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    from field_api.imports.undoing import undo, undo_preview

    with closing(database):
        now = settings.clock()
        seen = undo_preview(database, settings.data_folder, given.id, now)
        item = undo(database, settings.data_folder, given.id, by=None, now=now)
    _print(
        {
            "id": item.id,
            "state": item.state,
            "rows": seen.rows,
            "visits": len(seen.visits),
            "staying": [
                {"kind": one.kind, "id": one.id, "name": one.name, "code": one.code}
                for one in seen.staying
            ],
        }
    )


def _counts(item: Import) -> dict[str, int]:
    return {
        "new": item.new,
        "changed": item.changed,
        "same": item.same,
        "refused": item.refused,
        "absent": item.absent,
    }


def _print(answer: dict[str, Any], indent: int | None = None) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=indent) + "\n")
