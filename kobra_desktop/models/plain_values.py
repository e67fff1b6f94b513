"""JSON values of an edit as a person reads them: moments by the user's clock, yes and no, lists
by commas.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_domain.kinds import KINDS
from kobra_domain.limits import Ref, field_types
from kobra_domain.words import day_words, moment, say, word

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Named = Callable[[str, str], str]  # what a row is called, by its kind and its id


class _Text(str):
    """What its field declares as text, though it looks like a day: documents and numbers do."""

    __slots__ = ()


def field_words(kind: str, field: str, value: Any, workspace: Workspace, named: Named) -> str:
    """A stored value of a kind's field in words, read by the field's own type: the word of an
    enum's member, and a name in the place of every id, for nobody reads ids.
    """
    declared = field_types(KINDS[kind]).get(field) if kind in KINDS else None
    return value_words(_told(declared, value, workspace.locale, named), workspace)


def name_in(workspace: Workspace) -> Named:
    """What rows are called in the replica, else what they are. For a worker."""

    def named(kind: str, entity_id: str) -> str:
        with workspace.desk.store.reading() as connection:
            found = rows.one(connection, kind, entity_id)
        for quality in ("name", "title", "number", "street"):
            if called := getattr(found, quality, ""):
                return str(called)
        return say(f"kind.{kind}", None, workspace.locale)

    return named


def _told(declared: Any, value: Any, locale: str, named: Named) -> Any:
    if get_origin(declared) in (Union, UnionType):
        declared = next(one for one in get_args(declared) if one is not type(None))
    if get_origin(declared) is Annotated:
        declared, *markers = get_args(declared)
        ref = next((one for one in markers if isinstance(one, Ref)), None)
        if ref is not None:
            return named(ref.kind, value) if isinstance(value, str) and value else value
    if isinstance(value, list | tuple):
        item = next(iter(get_args(declared)), None)
        return [_told(item, one, locale, named) for one in value]
    if not isinstance(declared, type):
        return value
    if declared is str and isinstance(value, str):
        return _Text(value)
    if is_dataclass(declared) and isinstance(value, dict):
        types = field_types(declared)
        return {name: _told(types.get(name), one, locale, named) for name, one in value.items()}
    if issubclass(declared, Enum) and value in list(declared):
        return word(declared(value), locale)
    return value


def value_words(value: Any, workspace: Workspace) -> str:
    """One value in words; empty for nothing."""
    locale = workspace.locale
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return say("yes" if value else "no", None, locale)
    if isinstance(value, list | tuple):
        return ", ".join(value_words(one, workspace) for one in value) or "–"
    if isinstance(value, dict):
        said = [one for one in value.values() if one not in (None, "", [], ())]
        return " ".join(value_words(one, workspace) for one in said) or "–"
    if isinstance(value, str):
        return str(value) if isinstance(value, _Text) else _text_words(value, workspace)
    return str(value)


def _text_words(text: str, workspace: Workspace) -> str:
    """A moment, a date, or the text itself."""
    locale = workspace.locale
    if text[:2].isdigit() and "T" in text:
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            return text
        return moment(at, workspace.zone.key, locale, workspace.now) if at.tzinfo else text
    if _DAY.fullmatch(text):
        try:
            return day_words(date.fromisoformat(text), locale, workspace.today)
        except ValueError:
            return text
    return text
