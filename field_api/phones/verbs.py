"""The verbs of the command line that concern questionnaires."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from field_api.database import Database
from field_api.operations.named import portfolio_named
from field_api.settings import Settings
from kobra_domain.errors import DomainError
from kobra_domain.questionnaires.problems import Problem
from kobra_domain.words import say
from kobra_records.speaking import language_of_system


def add_questionnaire_verbs(
    verbs: Any, common: argparse.ArgumentParser, opened: Callable[[Settings], Database]
) -> None:
    """Add `questionnaire publish`; `opened` gives a database that is ready."""
    group = verbs.add_parser("questionnaire", help="questionnaires")
    acts = group.add_subparsers(required=True, metavar="ACT")
    publish = acts.add_parser(
        "publish", parents=[common], help="publish a workbook as the form that phones get"
    )
    publish.add_argument(
        "file", type=Path, metavar="FILE", help="a workbook, or a ZIP of one with its files"
    )
    publish.add_argument(
        "--media",
        type=Path,
        metavar="FOLDER",
        help="pictures, sounds, videos, CSV, GeoJSON and XML that go to phones with it",
    )
    publish.add_argument(
        "--portfolio",
        action="append",
        default=[],
        metavar="NAME",
        help="only for agents with open visits in it; may be given several times",
    )
    publish.set_defaults(act=lambda given, settings: _publish(given, opened(settings), settings))


def _publish(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    from field_api.operations.publishing_file import publish_file  # a compiler, for this verb only

    with closing(database):
        with database.read() as connection:
            ids = tuple(portfolio_named(connection, name).id for name in given.portfolio)
        published = publish_file(database, given.file, ids, settings.clock(), given.media)
    version = published.version
    told = {
        "questionnaire_id": published.questionnaire.id,
        "version_id": version.id,
        "form_id": version.form_id,
        "form_version": version.form_version,
        "number": version.number,
        "title": version.title,
        "is_new": published.is_new,
        "portfolios": given.portfolio,
        "files": list(published.files),
        "left_out": [_reason(refusal) for refusal in published.left_out],
    }
    language = language_of_system()
    doubts = [_placed(doubt, language) for doubt in published.doubts]
    for reason in (*told["left_out"], *doubts):
        sys.stderr.write(f"kobra-field-api: {reason}\n")
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


def _placed(doubt: Problem, language: str) -> str:
    """«settings, fila 2, version: En Excel se ve…»."""
    row = say("check.row", {"number": str(doubt.row)}, language) if doubt.row else ""
    place = ", ".join(filter(None, (doubt.sheet, row, doubt.column)))
    return f"{place}: {say(doubt.code, doubt.params, language)}"


def _reason(refusal: DomainError) -> str:
    """Why a file does not go with the form, in the language of the system."""
    language = language_of_system()
    reason = say(refusal.code, refusal.params, language)
    return say("form_file.left_out", {"reason": reason}, language)
