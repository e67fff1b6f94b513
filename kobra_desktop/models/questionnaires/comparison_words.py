"""Differences between two forms in words, each with what it breaks of answers already collected."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.questionnaires.property_words import cell_title
from kobra_domain.questionnaires.comparison import Change, Comparison, FormPart, Item
from kobra_domain.words import say

translate = QCoreApplication.translate
LONGEST = 160


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """One difference. `kind` is added, removed, moved or changed; `breaks` a sentence or empty."""

    kind: str
    uid: str
    words: str
    detail: str = ""
    breaks: str = ""


def difference_lines(comparison: Comparison, locale: str) -> list[DifferenceLine]:
    """What breaks answers first, then what came, went, moved and changed."""
    lines = [
        *(_item("added", one, locale) for one in comparison.added),
        *(_item("removed", one, locale) for one in comparison.removed),
        *(_item("moved", one, locale) for one in comparison.moved),
        *(_change(one, locale) for one in comparison.changed),
    ]
    return sorted(lines, key=lambda line: not line.breaks)


def summary_words(comparison: Comparison) -> str:
    """«se agregan: 3 · se quitan: 1 · cambian: 2»; that nothing differs."""
    if comparison.is_empty:
        return translate("Questionnaires", "Nothing differs.")
    parts = []
    for count, words in (
        (len(comparison.added), translate("Questionnaires", "new: {n}")),
        (len(comparison.removed), translate("Questionnaires", "removed: {n}")),
        (len(comparison.moved), translate("Questionnaires", "moved: {n}")),
        (len(comparison.changed), translate("Questionnaires", "changed: {n}")),
    ):
        if count:
            parts.append(words.format(n=count))
    return " · ".join(parts)


def kind_words(kind: str) -> str:
    """The word of a kind of difference."""
    return {
        "added": translate("Questionnaires", "New"),
        "removed": translate("Questionnaires", "Removed"),
        "moved": translate("Questionnaires", "Moved"),
        "changed": translate("Questionnaires", "Changed"),
    }[kind]


def _item(kind: str, item: Item, locale: str) -> DifferenceLine:
    where = translate("Questionnaires", "in {where}").format(where=item.where) if item.where else ""
    return DifferenceLine(kind, item.uid, _named(item), where, _breaks(item.breaks, locale))


def _change(change: Change, locale: str) -> DifferenceLine:
    nothing = translate("Questionnaires", "nothing")
    old, new = (_cut(text) if text else nothing for text in (change.old, change.new))
    detail = f"{cell_title(change.field)}: {old} → {new}"
    if change.part is FormPart.FILE:
        detail = translate("Questionnaires", "another content")
    return DifferenceLine(
        "changed", change.uid, _named(change), detail, _breaks(change.breaks, locale)
    )


def _named(one: Item | Change) -> str:
    if one.part is FormPart.SETTING:
        return translate("Questionnaires", "Settings")
    if one.part is FormPart.FILE:
        return translate("Questionnaires", "File «{name}»").format(name=one.name)
    label = _cut(" ".join(one.label.split()))
    if one.part is FormPart.CHOICE:
        option = translate("Questionnaires", "Option «{label}»")
        return option.format(label=label or one.name)
    return f"{label} ({one.name})" if label and one.name else label or one.name


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _breaks(code: str | None, locale: str) -> str:
    return say(f"breaks.{code}", None, locale) if code else ""
