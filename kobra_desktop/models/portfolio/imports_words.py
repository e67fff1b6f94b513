"""What the wizard says of a file, in words: how it is written and by which lines, and its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.columns import Columns
from kobra_desktop.models.counts import figure
from kobra_desktop.models.plain_values import field_words, name_in, value_words
from kobra_desktop.models.portfolio.imports_mapping import way_of_text
from kobra_desktop.models.rows import Column
from kobra_desktop.models.workspace import Workspace
from kobra_domain.imports.answers import FieldChange, ImportDetail, ImportRow
from kobra_domain.imports.problems import Doubt
from kobra_domain.imports.reading import Assumption, Evidence
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.words import code_of, day_words, field_title, has_words, money, say, word
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate
_FAMILIES = {
    Target.ROLE: "party_role",
    Target.STATUS: "account_state",
    Target.PRODUCT_TYPE: "product_type",
    Target.ADDRESS_KIND: "address_kind",
    Target.ADDRESS_SOURCE: "address_origin",
    Target.AUTHORISED_PLACE: "address_kind",
    Target.CHANNEL: "channel_kind",
    Target.PURPOSE: "contact_purpose",
    Target.PROMISE_STATE: "promise_state",
}
MOST_LINES = 3  # line numbers that are named of a doubt
LEAST_STRANGE = 20  # new accounts among which hardly one is known: fewer say nothing
_TAKEN_FOR_GRANTED = {"language", "currency", "parties"}  # of what comes


class RowsOf(StrEnum):
    """Rows that are looked at together: by how they end, and what is told beside the five: values
    that are kept out, and visits that are called off.
    """

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    ABSENT = "absent"
    KEPT = "kept"
    VISITS = "visits"


def delimiter_words(delimiter: str) -> str:
    """How a delimiter is called."""
    names = {
        ";": translate("Imports", "Semicolon  ;"),
        ",": translate("Imports", "Comma  ,"),
        "\t": translate("Imports", "Tab"),
        "|": translate("Imports", "Bar  |"),
    }
    return names.get(delimiter, delimiter)


def line_words(line: int) -> str:
    """«línea 12»."""
    return translate("Imports", "line {line}").format(line=figure(line))


def evidence_words(one: Evidence, locale: str) -> tuple[str, str, str]:
    """Column, how it is written, and the cell that decides it; where another says the contrary,
    that too.
    """
    if one.found is None:
        return one.column, "–", translate("Imports", "no row decides it")
    why = f"{line_words(one.line)}: {one.text}"
    if one.against_line:
        contrary = translate("Imports", "but {line}: {text}")
        why += " · " + contrary.format(line=line_words(one.against_line), text=one.against)
    return one.column, word(way_of_text(one.found), locale), why


def assumption_words(one: Assumption) -> str:
    """The question that no row decides."""
    asked = translate(
        "Imports", "No row decides how «{column}» is written. What does «{text}» ({line}) mean?"
    )
    return asked.format(column=one.column, text=one.text, line=line_words(one.line))


def reading_words(text: str, locale: str) -> str:
    """One of the two ways in which a cell can be read: a day with the name of its month."""
    day = read_day(text)
    return day_words(day, locale) if day else text


def choice_words(target: Target, value: str, locale: str) -> str:
    """What a value of a column of choices is called."""
    if target is Target.AUTHORISED_PLACE and value == "any":
        return translate("Imports", "Anywhere")
    code = f"{_FAMILIES[target]}.{value}" if target in _FAMILIES else value
    return say(code, None, locale) if has_words(code, locale) else value


def doubt_words(one: Doubt, locale: str) -> str:
    """What is taken and looks wrong, how often, and where first."""
    words = say(code_of(one.code), None, locale)
    is_ours = has_words(f"target.{one.column}", locale)  # what the book says names no column
    column = say(f"target.{one.column}", None, locale) if is_ours else one.column
    parts = [f"{column}: {words}" if column else words]
    if one.count > 1:
        parts.append(figure(one.count))
    if one.lines:
        named = ", ".join(figure(line) for line in one.lines[:MOST_LINES])
        parts.append(translate("Imports", "lines {lines}").format(lines=named))
    if one.example:
        example = choice_words(Target(one.column), one.example, locale) if is_ours else one.example
        parts.append(f"«{example}»")
    return " · ".join(parts)


def blanks_words(detail: ImportDetail) -> list[str]:
    """Columns that say nothing in more of their rows than in the last file that was taken."""
    reading, before, rows_before = detail.reading, detail.blanks_before, detail.rows_before
    if reading is None or before is None or not rows_before or not reading.rows:
        return []
    told = translate(
        "Imports", "{column}: {now} of {rows} empty, {before} of {rows_before} last time"
    )
    return [
        told.format(
            column=column,
            now=figure(now),
            rows=figure(reading.rows),
            before=figure(before[column]),
            rows_before=figure(rows_before),
        )
        for column, now in sorted(reading.blanks.items())
        if column in before and now / reading.rows > before[column] / rows_before + 0.01
    ]


def counts_words(detail: ImportDetail) -> str:
    """«4.310 filas = 12 nuevas + 300 que cambian + …»: they add up to the file."""
    item = detail.item
    told = translate(
        "Imports",
        "{rows} rows = {new} new + {changed} that change + {same} the same + {refused} refused",
    )
    return told.format(
        rows=figure(item.rows),
        new=figure(item.new),
        changed=figure(item.changed),
        same=figure(item.same),
        refused=figure(item.refused),
    )


def fate_words(fate: RowsOf) -> str:
    """What became of rows, as a tab says it."""
    return {
        RowsOf.NEW: translate("Imports", "New"),
        RowsOf.CHANGED: translate("Imports", "They change"),
        RowsOf.SAME: translate("Imports", "The same"),
        RowsOf.REFUSED: translate("Imports", "Refused"),
        RowsOf.ABSENT: translate("Imports", "Not in the file"),
        RowsOf.KEPT: translate("Imports", "Kept as settled here"),
        RowsOf.VISITS: translate("Imports", "Visits called off"),
    }[fate]


def elsewhere_words(detail: ImportDetail, portfolio: str) -> str:
    """That it is perhaps another portfolio's file; "" where nothing says so."""
    there = detail.elsewhere
    if there is None:
        return ""
    told = translate(
        "Imports",
        "{found} of the {asked} accounts of this file that are not in {portfolio} are in {other}. "
        "Is it a file of {other}?",
    )
    return told.format(
        found=figure(there.found),
        asked=figure(there.asked),
        portfolio=portfolio or translate("Imports", "this portfolio"),
        other=there.portfolio,
    )


def few_known_words(detail: ImportDetail) -> str:
    """That hardly an account of a file was in its portfolio, which was not empty; "" where some
    were.
    """
    item = detail.item
    known = item.changed + item.same
    has_book = known + item.absent > 0
    if (
        item.kind is not ImportKind.ACCOUNTS
        or not has_book
        or item.new < LEAST_STRANGE
        or known * 10 >= item.new
    ):
        return ""
    told = translate(
        "Imports",
        "Hardly any account of this file was in this portfolio ({known} of {rows}). "
        "Is it the right portfolio?",
    )
    return told.format(known=figure(known), rows=figure(known + item.new))


def fates(detail: ImportDetail, *, closes: bool = False) -> dict[RowsOf, int]:
    """How many rows each has; of visits also those to absent accounts if it `closes` these."""
    item = detail.item
    return {
        RowsOf.NEW: item.new,
        RowsOf.CHANGED: item.changed,
        RowsOf.SAME: item.same,
        RowsOf.REFUSED: item.refused,
        RowsOf.ABSENT: item.absent,
        RowsOf.KEPT: detail.kept,
        RowsOf.VISITS: detail.closing_visits if closes else detail.visits,
    }


@dataclass(slots=True)
class RowWords:
    """How the rows of a portfolio are said: amounts in its `currency`. `names`: what rows of the
    replica are called, as far as `learn` was told of them.
    """

    workspace: Workspace
    currency: str = ""
    names: dict[str, str] = field(default_factory=dict)

    def learn(self, found: Iterable[ImportRow]) -> None:
        """Look up what the rows name. For a worker: nothing is read where they are shown."""
        read = name_in(self.workspace)

        def named(kind: str, entity_id: str) -> str:
            if entity_id not in self.names:
                self.names[entity_id] = read(kind, entity_id)
            return self.names[entity_id]

        for row in found:
            for one in row.changes:
                for value in (one.old, one.new):
                    field_words(one.kind, one.field, value, self.workspace, named)

    def value(self, kind: str, name: str, value: object) -> str:
        """A stored value of a kind's field in words."""
        if name.endswith("_minor") and isinstance(value, int) and self.currency:
            return money(value, self.currency)
        named = lambda _, entity_id: self.names.get(entity_id, "")  # noqa: E731
        return field_words(kind, name, value, self.workspace, named)

    def change(self, one: FieldChange) -> str:
        """«Saldo total: $ 900 COP → $ 700 COP»; of what is new what it is."""
        title = field_title(one.field, one.kind, self.workspace.locale)
        old = self.value(one.kind, one.field, one.old)
        new = self.value(one.kind, one.field, one.new)
        return f"{title}: {new}" if one.old in (None, "", []) else f"{title}: {old} → {new}"

    def what(self, row: ImportRow) -> str:
        """What happens to a row, or why not."""
        return " · ".join(filter(None, (self.why(row), *self.changes(row))))

    def why(self, row: ImportRow) -> str:
        """Why a row is not taken, or which visit it is; "" of others."""
        locale = self.workspace.locale
        if row.kind == "visit":
            return self._visit(row)
        if not row.code:
            return ""
        code = row.code if has_words(row.code, locale) else f"row_code.{row.code}"
        words = say(code, row.params, locale)
        return f"{row.column}: {words}" if row.column else words

    def changes(self, row: ImportRow) -> list[str]:
        """Its fields, old → new, without what its line says already."""
        known = (row.name, row.key)
        return [
            self.change(one)
            for one in sorted(row.changes, key=lambda one: one.kind != "account")
            if one.old is not None
            or not (one.field in _TAKEN_FOR_GRANTED or (one.new and one.new in known))
        ]

    def _visit(self, row: ImportRow) -> str:
        locale, params = self.workspace.locale, row.params
        state = str(params.get("state") or "")
        planned = str(params.get("planned_on") or "")
        said = [
            say(f"visit_state.{state}", None, locale) if state else "",
            value_words(planned, self.workspace) if planned else "",
            str(params.get("agent") or ""),
        ]
        return " · ".join(filter(None, said))


def row_columns(workspace: Workspace, words: RowWords) -> list[Column[ImportRow]]:
    """The columns of rows of any fate."""
    column = Columns[ImportRow](workspace)
    return [
        column(
            "line",
            translate("Imports", "Line"),
            lambda row: row.line or None,
            70,
            ColumnType.NUMBER,
        ),
        column("key", translate("Imports", "Number"), lambda row: row.key, 130, ColumnType.CODE),
        column(
            "name",
            translate("Imports", "Whose"),
            lambda row: row.name,
            180,
            stretch=1,
            is_name=True,
        ),
        column(
            "what", translate("Imports", "What happens"), words.what, 360, stretch=4, tip=words.what
        ),
    ]


def problem_words(detail: ImportDetail, locale: str) -> str:
    """Why it is held or could not be read; "" where nothing is wrong."""
    if detail.problem is not None:
        return say(detail.problem.code, detail.problem.params, locale)
    return ""


def read_day(text: str) -> date | None:
    """The day of a constant; None for none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def said_problem(code: str, params: Any, locale: str) -> str:
    """A stored problem of the list's row: a code where it is one, else the sentence itself."""
    return say(code, params, locale) if has_words(code, locale) else code
