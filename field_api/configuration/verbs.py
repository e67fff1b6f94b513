"""`kobra-field-api settings set|list|unset`: what a server keeps of how it is set."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from field_api.auth.audit import note
from field_api.configuration.stored import STORABLE, forget, is_given, named, shown, store, stored
from field_api.configuration.vault import renew
from field_api.database import Database
from field_api.settings import Settings
from kobra_domain.errors import DomainError
from kobra_domain.words import say
from kobra_records.speaking import language_of_system


def add_settings_verbs(
    verbs: Any, common: argparse.ArgumentParser, opened: Callable[[Settings], Database]
) -> None:
    """Add `settings set`, `settings list`, `settings unset`."""
    known = ", ".join(sorted(STORABLE))
    group = verbs.add_parser("settings", help=f"what the server keeps of how it is set: {known}")
    acts = group.add_subparsers(required=True, metavar="ACT")

    def add(name: str, about: str, act: Callable[..., None]) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = acts.add_parser(name, parents=[common], help=about)
        made.add_argument("--data-folder", type=Path, help="as for serve; where the key is made")
        made.set_defaults(act=lambda given, settings: act(given, opened(settings), settings))
        return made

    setting = add("set", "keep a value; a running server has it within 5 seconds", _set)
    setting.add_argument("name", metavar="NAME")
    setting.add_argument("value", metavar="VALUE", help="«-»: read from standard input")
    setting.add_argument(
        "--new-key", action="store_true", help="the key is gone for good: make another"
    )
    add("unset", "keep it no more", _unset).add_argument("name", metavar="NAME")
    add("list", "what is kept, passwords left out", _list)


def _set(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    setting = named(given.name)
    value = sys.stdin.readline().rstrip("\r\n") if given.value == "-" else given.value
    now = settings.clock()
    with closing(database), database.begin() as connection:
        if given.new_key:
            renew(connection, settings.data_folder)
        store(connection, settings.data_folder, setting.name, value, now)
        note(
            connection,
            at=now,
            user_id=None,
            act="setting.set",
            subject=("setting", setting.name),
            details={} if setting.is_secret else {"value": setting.read(value)},
        )
    kept = shown(setting.name, setting.read(value))
    _print(
        {"name": setting.name, "value": kept, "is_effective": not is_given(settings, setting.name)}
    )


def _unset(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    name = named(given.name).name
    with closing(database), database.begin() as connection:
        was_there = forget(connection, name)
        if was_there:
            subject = ("setting", name)
            note(
                connection, at=settings.clock(), user_id=None, act="setting.unset", subject=subject
            )
    _print({"name": name, "was_stored": was_there})


def _list(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    with closing(database), database.read() as connection:
        kept = stored(connection, settings.data_folder)
    language = language_of_system()
    found: list[dict[str, object]] = []
    for name in sorted(kept.values.keys() | kept.closed.keys()):
        line: dict[str, object] = {"name": name, "is_secret": STORABLE[name].is_secret}
        if name in kept.closed:
            problem: DomainError = kept.closed[name]
            line["problem"] = say(problem.code, problem.params, language)
        else:
            line["value"] = shown(name, kept.values[name])
        line["is_effective"] = not is_given(settings, name)
        found.append(line)
    _print(found)


def _print(told: object) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
