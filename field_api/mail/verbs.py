"""`kobra-field-api follow`: who is told of a portfolio by mail. A running server hears of it with
the next result.
"""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import time
from typing import Any

from field_api.auth.audit import note
from field_api.auth.people import user_by_email
from field_api.database import Database
from field_api.mail.follows import follow_of, linked, save_follow
from field_api.operations.named import portfolio_named
from field_api.settings import Settings
from kobra_domain.follows import Follow, FollowMode
from kobra_records.ids import new_id

Opened = Callable[[Settings], Database]


def add_follow_verb(verbs: Any, common: argparse.ArgumentParser, opened: Opened) -> None:
    """Add `follow`: an address follows a portfolio, or follows it otherwise from now on."""
    made = verbs.add_parser("follow", parents=[common], help="who is told of a portfolio by mail")
    made.add_argument("--email", required=True)
    made.add_argument("--portfolio", required=True, metavar="NAME")
    how = made.add_mutually_exclusive_group(required=True)
    how.add_argument("--each", action="store_true", help="a mail for each result")
    how.add_argument("--alerts", action="store_true", help="only what asks for somebody")
    how.add_argument("--digest", type=_hour, metavar="HH:MM", help="one a day, at this hour")
    how.add_argument("--end", action="store_true", help="no more mails")
    made.add_argument("--cap", type=int, metavar="N", help="mails an hour; the rest is a digest")
    made.add_argument("--language", metavar="es|en", help="es unless told before")
    made.add_argument("--client", action="store_true", help="one of the institution's own people")
    made.set_defaults(act=lambda given, settings: _follow(given, opened(settings), settings))


def _hour(text: str) -> time:
    """HH:MM. Raises ArgumentTypeError."""
    try:
        hour, minute = (int(part) for part in text.split(":"))
        return time(hour, minute)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not an hour like 07:30: {text}") from None


def _follow(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    mode = (
        FollowMode.DIGEST
        if given.digest is not None
        else FollowMode.ALERTS
        if given.alerts
        else FollowMode.EACH
    )
    email, now = given.email.strip(), settings.clock()
    with closing(database), database.begin() as connection:
        portfolio = portfolio_named(connection, given.portfolio)
        known = follow_of(connection, email, (portfolio.id,))
        before = known or Follow(id=new_id(), email=email, mode=mode)
        # What is not said stays: who is the institution's is none of ours by another hour.
        is_theirs = before.is_client and user_by_email(connection, email) is None
        follow = linked(
            connection,
            replace(
                before,
                email=email,
                mode=before.mode if given.end else mode,
                portfolio_ids=(portfolio.id,),
                is_client=given.client or is_theirs,
                digest_at=before.digest_at if given.end else given.digest,
                cap=given.cap,
                language=given.language or before.language,
                is_on=not given.end,
            ),
        )
        save_follow(connection, follow, now)
        told = {"mode": follow.mode.value, "is_on": follow.is_on, "portfolio_ids": [portfolio.id]}
        subject = ("follow", follow.id)
        note(connection, at=now, user_id=None, act="follow.save", subject=subject, details=told)
    shown = {
        "id": follow.id,
        "email": follow.email,
        "portfolio": portfolio.name,
        "mode": follow.mode.value,
        "digest_at": follow.digest_at.strftime("%H:%M") if follow.digest_at else None,
        "cap": follow.cap,
        "is_on": follow.is_on,
    }
    sys.stdout.write(json.dumps(shown, ensure_ascii=False) + "\n")
