"""The verb of the command line that checks a dossier. It needs no server."""

import argparse
import sys
from pathlib import Path
from typing import Any

from field_api.settings import Settings
from kobra_domain.words import say
from kobra_records.files.dossier import Fault, faults
from kobra_records.speaking import language_of_system

CHANGED = 1


def add_dossier_verbs(verbs: Any) -> None:
    """Add `dossier verify`: exit code 0 if not one byte has changed, else 1."""
    group = verbs.add_parser("dossier", help="dossiers of visits and persons")
    acts = group.add_subparsers(required=True, metavar="ACT")
    verify = acts.add_parser("verify", help="check that a dossier is as it was made")
    verify.add_argument("file", type=Path, metavar="ZIP")
    verify.set_defaults(act=_verify, database_url=None)


def _verify(given: argparse.Namespace, _settings: Settings) -> None:
    found, language = faults(given.file), language_of_system()
    lines = [_sentence(fault, language) for fault in found]
    sys.stdout.write("\n".join([*(lines or [say("dossier.whole", {}, language)]), ""]))
    if found:
        raise SystemExit(CHANGED)


def _sentence(fault: Fault, language: str) -> str:
    return say(f"dossier.{fault.kind}", {"name": fault.name}, language)
