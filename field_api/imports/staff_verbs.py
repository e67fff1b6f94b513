"""`agent import`: the agents of a sheet, with their teams and shifts."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from field_api.auth.audit import note
from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.settings import Settings
from kobra_domain.errors import Invalid
from kobra_domain.imports.fates import Fate
from kobra_domain.imports.problems import FileCode, FileRefused
from kobra_domain.imports.saying import refusal_sentence
from kobra_domain.imports.targets import NEEDED
from kobra_domain.imports.things import ImportKind
from kobra_domain.people import Agent, Team
from kobra_domain.shift_texts import read_week
from kobra_domain.staff_sheet import StaffPlan, plan_staff
from kobra_records.ids import new_id
from kobra_records.speaking import language_of_system

ZONES = {"CO": "America/Bogota", "MX": "America/Mexico_City"}
_TOLD = (Fate.NEW, Fate.CHANGED, Fate.SAME, Fate.REFUSED)


def add_staff_verb(
    acts: Any, common: argparse.ArgumentParser, opened: Callable[[Settings], Database]
) -> None:
    """Add `agent import`."""
    verb = acts.add_parser(
        "import", parents=[common], help="take the agents of a sheet: code, name, team, shift"
    )
    verb.add_argument("file", type=Path, metavar="FILE", help="CSV, .xlsx or .xls")
    verb.add_argument("--country", default="CO", choices=sorted(ZONES), help="whose telephones")
    verb.add_argument("--time-zone", help="of new agents (the country's)")
    hours = verb.add_mutually_exclusive_group()
    hours.add_argument("--shift", help="of new agents without one, as «L-V 08:00-17:00»")
    hours.add_argument("--always", action="store_true", help="these are located day and night")
    verb.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
    verb.set_defaults(act=lambda given, settings: _import(given, opened(settings), settings))


def _import(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    from kobra_records.files.staff_sheets import read_sheet

    now = settings.clock()
    with closing(database):
        sheet = read_sheet(given.file, given.country, now.date())
        wanted = NEEDED[ImportKind.AGENTS]
        for targets in wanted:
            if not targets & sheet.columns.keys():
                raise FileRefused(FileCode.COLUMN_MISSING, target=min(targets).value)
        shift = read_week(given.shift) if given.shift else ()
        if shift is None:
            raise Invalid("not_a_shift", field="shift")
        with database.begin() as connection:
            plan = plan_staff(
                sheet.lines,
                entities(connection, Agent),
                entities(connection, Team),
                new_id=new_id,
                time_zone=given.time_zone or ZONES[given.country],
                shift=shift,
            )
            if plan.without_hours and not given.always:
                raise Invalid("no_hours", field="shift")
            if plan.written and not given.dry_run:
                edits: list[Edit] = [(team, None) for team in plan.teams]
                edits += [(step.after, step.before) for step in plan.written]
                for step in plan.written:
                    act = "agent.edit" if step.before else "agent.create"
                    subject = ("agent", step.after.id)
                    details = {"file": given.file.name}
                    note(
                        connection, at=now, user_id=None, act=act, subject=subject, details=details
                    )
                record_all(connection, edits, at=now)
    _tell(plan, [*sheet.refusals, *plan.refusals])


def _tell(plan: StaffPlan, refusals: list[Any]) -> None:
    """Counts on standard output, each row that is not taken on the other."""
    language = language_of_system()
    for one in sorted(refusals, key=lambda one: one.line):
        sys.stderr.write(f"{one.line}: {refusal_sentence(one, language)}\n")
    counts = {fate.value: plan.count(fate) for fate in _TOLD}
    teams = [team.name for team in plan.teams]
    said = {**counts, "refused": len(refusals), "teams": teams}
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
