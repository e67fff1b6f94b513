"""Answers made into files: which rows, labels or codes, and how far it has come. What a file may
hold is decided by kobra_records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.api.errors import ApiError, Offline
from kobra_desktop.background import Relay
from kobra_desktop.commands import exports
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.submissions.form_words import Group, Question
from kobra_desktop.models.submissions.photos import content_of
from kobra_desktop.models.submissions.table import FormTable
from kobra_desktop.models.submissions.values import choice_words
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.submissions import (
    SubmissionRow,
    submission_rows,
    whole_submissions,
)
from kobra_domain.exports import ExportWay
from kobra_domain.questionnaires.results import VISIT
from kobra_domain.submissions import AttachmentState
from kobra_domain.words import word
from kobra_records.files.answers_export import (
    Cell,
    ExportStopped,
    Sheet,
    file_name,
    write_csv,
    write_xlsx,
    write_zip,
)

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?")
_INSTANCE = re.compile(r"\[(\d+)\]")


class ExportKind(StrEnum):
    """What is written."""

    XLSX = "xlsx"
    CSV = "csv"
    PHOTOS = "zip"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """`ids` in the order of the screen; `has_labels`: labels in place of names and codes;
    `filter`: what they are filtered by, in words.
    """

    kind: ExportKind
    path: Path
    ids: tuple[str, ...]
    has_labels: bool = True
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of it; `missing` are files that could not be fetched."""

    path: Path
    rows: int
    missing: int = 0


class ExportModel(QObject):
    """One export at a time. `progressed` (done, of how many), `finished` (Exported), `stopped`,
    `failed` (known error).
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wants_stop = False
        self.is_running = False
        self._relay = Relay(self)
        self._relay.arrived.connect(lambda pair: self.progressed.emit(*pair))

    def run(self, table: FormTable, wish: ExportWish) -> None:
        """Write the file on a worker."""
        if self.is_running:
            return
        self.is_running, self._wants_stop = True, False
        background, workspace = self._workspace.background, self._workspace
        job = _Job(workspace, table, wish, self._report, lambda: self._wants_stop)
        lane = background.network if wish.kind is ExportKind.PHOTOS else background.read
        lane(job.run, self._on_done, self._on_failed, owner=self)

    def stop(self) -> None:
        """Give up; what was there before stays."""
        self._wants_stop = True

    def _report(self, done: int, whole: int) -> None:
        self._relay.send((done, whole))

    def _on_done(self, exported: Exported | None) -> None:
        self.is_running = False
        if exported is None:
            self.stopped.emit()
        else:
            self.finished.emit(exported)

    def _on_failed(self, problem: Known) -> None:
        self.is_running = False
        self.failed.emit(problem)


class _Job:
    """Runs on a worker."""

    def __init__(self, workspace: Workspace, table: FormTable, wish: ExportWish, report: object,
                 stopped: object) -> None:  # fmt: skip
        assert callable(report)
        assert callable(stopped)
        self._workspace, self._table, self._wish = workspace, table, wish
        self._report, self._stopped = report, stopped

    def run(self) -> Exported | None:
        """Write it; None when it was given up. Raises NotAllowed, KobraError
        (`file_not_written`), ApiError.
        """
        wish = self._wish
        exports.record(
            self._workspace.desk,
            listing=self._table.form.title or QCoreApplication.translate("Answers", "Answers"),
            filter=wish.filter,
            rows=len(wish.ids),
            way=ExportWay.FILE,
            has_personal_data=True,
        )
        try:
            if wish.kind is ExportKind.PHOTOS:
                return self._photos()
            return self._answers()
        except ExportStopped:
            return None
        except OSError as problem:
            raise KobraError("file_not_written", path=wish.path.name) from problem

    # Answers

    def _answers(self) -> Exported:
        wish, workspace = self._wish, self._workspace
        found = submission_rows(workspace.desk.store, self._table.form.id, workspace.reach)
        by_id = {row.id: row for row in found}
        rows = [by_id[i] for i in wish.ids if i in by_id]
        sheets = list(self._sheets(rows))
        write = write_csv if wish.kind is ExportKind.CSV else write_xlsx
        report = lambda done: self._report(min(done, len(rows)), len(rows))  # noqa: E731
        return Exported(wish.path, write(wish.path, sheets, report, self._stopped))

    def _sheets(self, rows: Sequence[SubmissionRow]) -> Iterator[Sheet]:
        flat = [q for q in self._table.questions if not q.in_repeat]
        title = self._table.form.title or QCoreApplication.translate("Answers", "Answers")
        header = (*self._facts_header(), *self._names(flat))
        yield Sheet(title, header, (self._line(row, flat) for row in rows))
        for repeat, inside in self._repeats():
            name = (repeat.label if self._wish.has_labels else "") or repeat.path.replace("/", "-")
            names = ("instance_id", "number", *self._names(inside))
            yield Sheet(name, names, self._repeated(rows, repeat, inside))

    def _facts_header(self) -> tuple[str, ...]:
        names = (
            *("instance_id", "received_at", "agent", "visit_id", "holder", "portfolio"),
            *("version", "verdict", "distance_m", "review", "logic_differs", "corrected"),
        )
        if not self._wish.has_labels:
            return names
        translate = QCoreApplication.translate
        return (
            translate("AnswersTable", "Identifier"), translate("Reviews", "Received"),
            translate("Visits", "Agent"), translate("AnswersTable", "Visit"),
            translate("Visits", "Holder"), translate("Visits", "Portfolio"),
            translate("AnswersTable", "Version"), translate("Visits", "Location"),
            translate("AnswersTable", "Metres"), translate("AnswersTable", "Review"),
            translate("Reviews", "Logic"), translate("AnswersTable", "Corrected"),
        )  # fmt: skip

    def _names(self, questions: Sequence[Question]) -> tuple[str, ...]:
        if not self._wish.has_labels:
            return tuple(question.path for question in questions)
        labels = [question.label for question in questions]
        return tuple(
            label if labels.count(label) == 1 else f"{label} ({question.name})"
            for label, question in zip(labels, questions, strict=True)
        )

    def _line(self, row: SubmissionRow, questions: Sequence[Question]) -> list[Cell]:
        locale, labels = self._workspace.locale, self._wish.has_labels
        at = row.received_at.astimezone(self._workspace.zone).replace(tzinfo=None, microsecond=0)
        verdict = row.verdict.value if row.verdict else ""
        facts: list[Cell] = [
            row.instance_id, at, row.agent_name, row.visit_id or "", row.party_name,
            row.portfolio_name, row.form_version,
            word(row.verdict, locale) if labels and row.verdict else verdict,
            _metres(row.distance_m), word(row.review, locale) if labels else row.review.value,
            bool(row.logic_mismatch), "; ".join(row.corrected),
        ]  # fmt: skip
        return [*facts, *(self._cell(row, q, q.path) for q in questions)]

    def _cell(self, row: SubmissionRow, question: Question, path: str) -> Cell:
        corrected = row.corrected.get(path)
        raw = row.answers.get(path, "") if corrected is None else corrected
        if self._wish.has_labels and question.name in VISIT and raw == row.visit_id:
            return row.party_name or raw  # what a form calls the visit is an id of ours
        return cell_of(question, raw, has_labels=self._wish.has_labels)

    def _repeats(self) -> list[tuple[Group, list[Question]]]:
        """Each repeat with the questions whose innermost repeat it is."""
        made: dict[str, tuple[Group, list[Question]]] = {}
        for question in self._table.questions:
            inner = [group for group in question.groups if group.is_repeat]
            if inner:
                made.setdefault(inner[-1].path, (inner[-1], []))[1].append(question)
        return list(made.values())

    def _repeated(
        self, rows: Sequence[SubmissionRow], repeat: Group, inside: Sequence[Question]
    ) -> Iterator[list[Cell]]:
        """One row an instance; its number is «2», or «1.2» inside another repeat."""
        pattern = _pattern(repeat, inside[0].groups)
        for row in rows:
            for found in sorted(_instances(pattern, row.answers), key=_order):
                number = ".".join(_INSTANCE.findall(found))
                cells = (
                    self._cell(row, q, found + q.path.removeprefix(repeat.path)) for q in inside
                )
                yield [row.instance_id, number, *cells]

    # Photos

    def _photos(self) -> Exported:
        wish, workspace = self._wish, self._workspace
        found = whole_submissions(workspace.desk.store, wish.ids)
        wanted = [
            (one, file.name)
            for one in found
            for file in one.attachments
            if file.name != "audit.csv" and file.state is AttachmentState.PRESENT
        ]

        def contents() -> Iterator[tuple[str, bytes | None]]:
            for one, name in wanted:
                folder = file_name(one.instance_id.removeprefix("uuid:"))
                try:
                    yield f"{folder}/{name}", content_of(workspace, one.id, name, is_kept=False)
                except Offline:
                    raise
                except ApiError:
                    yield f"{folder}/{name}", None

        report = lambda done: self._report(done, len(wanted))  # noqa: E731
        held, missing = write_zip(wish.path, contents(), report, self._stopped)
        return Exported(wish.path, held, missing)


def cell_of(question: Question, raw: str, *, has_labels: bool) -> Cell:
    """An answer as a cell: numbers and days as such, choices by label or code."""
    if not raw:
        return None
    if question.is_choice:
        return choice_words(question, raw) if has_labels else raw
    if question.kind in ("integer", "decimal", "range") and _NUMBER.fullmatch(raw):
        return int(raw) if raw.lstrip("-").isdecimal() else float(raw)
    try:
        if question.kind == "date":
            return date.fromisoformat(raw[:10])
        if question.kind == "dateTime":
            return datetime.fromisoformat(raw).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return raw
    return raw


def _pattern(repeat: Group, groups: Sequence[Group]) -> re.Pattern[str]:
    """The start of the paths of its instances."""
    parts, above = [], ""
    for group in groups:
        parts.append(re.escape(group.path.removeprefix(above).lstrip("/")))
        if group.is_repeat:
            parts[-1] += r"\[\d+\]"
        above = group.path
        if group == repeat:
            break
    return re.compile("/".join(parts))


def _instances(pattern: re.Pattern[str], answers: Mapping[str, str]) -> set[str]:
    return {found[0] for path in answers if (found := pattern.match(path)) is not None}


def _order(path: str) -> list[int]:
    return [int(number) for number in _INSTANCE.findall(path)]


def _metres(distance_m: float | None) -> float | None:
    """As finely as it is known at best."""
    return None if distance_m is None else round(distance_m, 1)
