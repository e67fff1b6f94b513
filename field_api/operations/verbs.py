"""The verb that asks the contact rules about one visit at one moment, and changes nothing."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from typing import Any

from field_api.change_log.rows import find
from field_api.database import Database
from field_api.operations.visit_rules import permission
from field_api.settings import Settings
from kobra_domain.contact import Permission, Refusal
from kobra_domain.errors import Invalid
from kobra_domain.visits import Visit

Open = Callable[[Settings], Database]


def add_rules_verb(verbs: Any, common: argparse.ArgumentParser, opened: Open) -> None:
    """Declare `rules ask`."""
    group = verbs.add_parser("rules", help="the contact rules")
    acts = group.add_subparsers(required=True, metavar="ACT")
    ask = acts.add_parser("ask", parents=[common], help="whether a visit may be made, as JSON")
    ask.add_argument("--visit", required=True, metavar="ID")
    ask.add_argument(
        "--at", required=True, type=_moment, metavar="TIME", help="ISO 8601, with its zone"
    )
    ask.set_defaults(act=lambda given, settings: _ask(given, opened(settings)))


def _moment(text: str) -> datetime:
    """A moment with its zone. Raises ArgumentTypeError."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise argparse.ArgumentTypeError(
            f"not a moment with its zone, as 2026-03-04T10:00-05:00: {text}"
        )
    return at


def _ask(given: argparse.Namespace, database: Database) -> None:
    """Print the answer. Raises Invalid when there is no such visit."""
    with closing(database), database.read() as connection:
        visit = find(connection, Visit, given.visit)
        if visit is None:
            raise Invalid("not_found", field="visit")
        answer = permission(connection, visit, now=given.at, at=given.at)
    sys.stdout.write(json.dumps(told(answer), ensure_ascii=False) + "\n")


def told(answer: Permission) -> dict[str, Any]:
    """The answer for programs; `next_at` None: waiting does not help, or it may be made."""
    if not isinstance(answer, Refusal):
        return {"allowed": True, "rule": None, "source": None, "version": None, "next_at": None}
    next_at = answer.next_allowed_at
    return {
        "allowed": False,
        "rule": answer.rule,
        "source": answer.source,
        "version": answer.version,
        "next_at": next_at.isoformat() if next_at else None,
    }
