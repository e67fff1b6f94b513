"""`questionnaire diff`: what differs between two workbooks, and what of it breaks answers that were
already collected. Questions are matched by path and name, as two files share nothing else.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kobra_desktop.questionnaire_verbs.speech import WELL, WRONG, Speech, read_bytes
from kobra_domain.questionnaires.comparison import Change, Comparison, Item, compare
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.matching import with_uids_of
from kobra_domain.words import word
from kobra_records.files.checking import read_whole
from kobra_records.files.worker import Worker

SECONDS = 300.0
_SIGNS = {"added": "+", "removed": "-", "moved": ">"}


def diff(said: argparse.Namespace, speech: Speech) -> int:
    """Print the differences from A to B; 1 if there are any."""
    with Worker(seconds=SECONDS) as worker:
        old, new = (
            worker.run(read_whole, read_bytes(path), Path(path).name)
            for path in (said.old, said.new)
        )
    found = compare(old, with_uids_of(old, new))
    sheets = _sheets(old, new)
    is_same = found.is_empty and not sheets
    speech.object(_shape(speech, found, sheets))
    for text in _lines(speech, found, sheets):
        speech.line(text)
    if is_same:
        speech.line(speech.say("diff.same"))
    return WELL if is_same else WRONG


def _sheets(old: Form, new: Form) -> list[str]:
    """The sheets kept as they are that differ, by name, in the order of the new file."""
    before = {sheet.name: sheet.rows for sheet in old.sheets}
    after = {sheet.name: sheet.rows for sheet in new.sheets}
    names = dict.fromkeys([*after, *before])
    return [name for name in names if before.get(name) != after.get(name)]


def _lines(speech: Speech, found: Comparison, sheets: list[str]) -> Iterator[str]:
    for act, items in (("added", found.added), ("removed", found.removed), ("moved", found.moved)):
        for item in items:
            yield f"{_SIGNS[act]} {speech.say(f'diff.{act}')}: {_thing(speech, item)}"
            yield from _breaks(speech, item)
    for change in found.changed:
        yield f"~ {speech.say('diff.changed')}: {_thing(speech, change)}, {change.field}"
        yield f"    {_text(change.old)} → {_text(change.new)}"
        yield from _breaks(speech, change)
    for name in sheets:
        yield f"~ {speech.say('diff.sheet', sheet=name)}"


def _thing(speech: Speech, item: Item | Change) -> str:
    named = f"{word(item.part, speech.language).lower()} «{item.name}»"
    where = f" ({item.where})" if isinstance(item, Item) and item.where else ""
    return f"{named}{where}" + (f" {item.label}" if item.label else "")


def _breaks(speech: Speech, item: Item | Change) -> Iterator[str]:
    if item.breaks:
        yield f"    ! {speech.say(f'breaks.{item.breaks}')}"


def _text(cell: str | None) -> str:
    return "—" if cell is None else f"«{cell}»"


def _shape(speech: Speech, found: Comparison, sheets: list[str]) -> dict[str, Any]:
    return {
        "same": found.is_empty and not sheets,
        "breaking": len(found.breaking),
        "added": [_item_shape(speech, item) for item in found.added],
        "removed": [_item_shape(speech, item) for item in found.removed],
        "moved": [_item_shape(speech, item) for item in found.moved],
        "changed": [_item_shape(speech, change) for change in found.changed],
        "sheets": sheets,
    }


def _item_shape(speech: Speech, item: Item | Change) -> dict[str, Any]:
    shape: dict[str, Any] = {"part": item.part.value, "name": item.name, "label": item.label}
    if isinstance(item, Change):
        shape |= {"column": item.field, "old": item.old, "new": item.new}
    else:
        shape |= {"where": item.where}
    breaks = speech.say(f"breaks.{item.breaks}") if item.breaks else None
    return {**shape, "breaks": item.breaks, "breaks_message": breaks}
