"""A sheet of agents on its way in: what its columns are, what it would do, and that done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.commands.done import Done
from kobra_desktop.commands.staff_sheet import staff_plan, take_staff
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.administration.acts import FormActs, Refused, Then
from kobra_desktop.models.administration.choices import COUNTRY_OF
from kobra_desktop.models.administration.week import week_lines
from kobra_desktop.models.counts import figure
from kobra_desktop.models.portfolio.imports_words import doubt_words
from kobra_desktop.models.workspace import Workspace
from kobra_domain.errors import Invalid
from kobra_domain.imports.fates import Fate
from kobra_domain.imports.problems import Refusal, WarningCode
from kobra_domain.imports.saying import refusal_sentence
from kobra_domain.imports.targets import NEEDED, Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.people import ShiftSpan
from kobra_domain.shift_texts import read_week
from kobra_domain.staff_sheet import StaffPlan
from kobra_domain.words import say
from kobra_records.files.exports.deed import NotWritten, whole_file
from kobra_records.files.portfolio_files.templates import write_template
from kobra_records.files.staff_sheets import StaffSheet, read_sheet

translate = QCoreApplication.translate
Source = Path | str  # a file, or rows that were pasted


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row as it is shown: what becomes of it, and with whom."""

    line: int
    fate: Fate
    code: str
    name: str
    team: str
    phone: str
    shift: str
    words: str


class StaffSheetModel(QObject):
    """`changed`: another sheet, plan or problem. `is_busy`: it is read on a worker."""

    changed = Signal()

    def __init__(self, workspace: Workspace, acts: FormActs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.acts = workspace, acts
        self.source: Source | None = None
        self.sheet: StaffSheet | None = None
        self.plan: StaffPlan | None = None
        self.problem: Known | None = None
        self.is_busy = False
        self.shift_text = translate("StaffSheet", "Mon-Fri 08:00-17:00")
        self.is_always = False
        self._columns: Mapping[Target, str] | None = None
        self._asked = 0

    @property
    def country(self) -> str:
        """Whose telephones are read."""
        return COUNTRY_OF.get(str(self.workspace.zone), "CO")

    @property
    def name(self) -> str:
        """What the sheet is called."""
        if isinstance(self.source, Path):
            return self.source.name
        return translate("StaffSheet", "Pasted rows") if self.source else ""

    # What is said of it

    def take(self, source: Source) -> None:
        """Read another sheet."""
        self.source, self._columns, self.sheet = source, None, None
        self._read()

    def say_column(self, target: Target, header: str | None) -> None:
        """Which column is what; None: none is. A column is one thing only."""
        if self.sheet is None:
            return
        held = {one: name for one, name in self.sheet.columns.items() if one is not target}
        if header is not None:
            held = {one: name for one, name in held.items() if name != header}
            held[target] = header
        self._columns = held
        self._read()

    def say_shift(self, text: str, *, is_always: bool) -> None:
        """The hours of new agents whose row says none."""
        self.shift_text, self.is_always = text, is_always
        self._read()

    def _read(self) -> None:
        source, columns = self.source, self._columns
        if source is None:
            return
        self._asked += 1
        asked, country = self._asked, self.country
        today, desk, zone = self.workspace.today, self.workspace.desk, str(self.workspace.zone)
        shift = () if self.is_always else read_week(self.shift_text) or ()
        self.is_busy = True

        def read() -> tuple[StaffSheet, StaffPlan]:
            try:
                sheet = read_sheet(source, country, today, columns)
            except OSError as problem:
                name = source.name if isinstance(source, Path) else ""
                raise KobraError("file.unreadable", filename=name) from problem
            return sheet, staff_plan(desk, sheet, time_zone=zone, shift=shift)

        def done(found: tuple[StaffSheet, StaffPlan]) -> None:
            self._end(asked, *found)

        def failed(problem: Known) -> None:
            self._end(asked, None, None, problem)

        self.workspace.background.read(read, done, failed, owner=self)
        self.changed.emit()

    def _end(
        self,
        asked: int,
        sheet: StaffSheet | None,
        plan: StaffPlan | None,
        problem: Known | None = None,
    ) -> None:
        if asked != self._asked:  # another was chosen meanwhile
            return
        self.is_busy, self.plan, self.problem = False, plan, problem
        self.sheet = sheet
        self.changed.emit()

    # What it would do

    @property
    def missing(self) -> list[Target]:
        """Columns without which no row is an agent."""
        if self.sheet is None:
            return []
        said = self.sheet.columns.keys()
        return [min(one) for one in NEEDED[ImportKind.AGENTS] if not one & said]

    @property
    def asks_hours(self) -> bool:
        """Whether new agents come whose rows say no hours."""
        if self.sheet is None or self.plan is None:
            return False
        new = {step.line for step in self.plan.steps if step.before is None}
        return any(one.shift is None and one.line in new for one in self.sheet.lines)

    @property
    def hours_problem(self) -> Invalid | None:
        """What is wrong with the hours that are said for them."""
        if not self.asks_hours or self.is_always:
            return None
        if not self.shift_text.strip():
            return Invalid("no_hours", field="shift")
        return Invalid("not_a_shift", field="shift") if read_week(self.shift_text) is None else None

    @property
    def written(self) -> int:
        """How many agents would be made or changed."""
        return len(self.plan.written) if self.plan else 0

    @property
    def may_take(self) -> bool:
        """Whether it can be done now."""
        return self.written > 0 and not self.is_busy and self.hours_problem is None

    @property
    def refusals(self) -> list[Refusal]:
        """The rows that are not taken."""
        if self.sheet is None or self.plan is None:
            return []
        headers = {target.value: header for target, header in self.sheet.columns.items()}
        found = (
            replace(one, column=headers.get(one.column, one.column))
            for one in (*self.sheet.refusals, *self.plan.refusals)
        )
        return sorted(found, key=lambda one: one.line)

    def doubts(self) -> list[str]:
        """What is left out of rows that are taken: mails that are none."""
        found = []
        for one in self.sheet.doubts if self.sheet else ():
            if one.code is WarningCode.EMAIL:  # one cell may be several parts
                lines = tuple(dict.fromkeys(one.lines))
                count = one.count - len(one.lines) + len(lines)
                once = replace(one, count=count, lines=lines)
                found.append(doubt_words(once, self.workspace.locale))
        return found

    def lines(self) -> list[SheetLine]:
        """All rows: those that are not taken first, then those that are written."""
        if self.plan is None:
            return []
        locale = self.workspace.locale
        said = {one.line: one for one in self.sheet.lines} if self.sheet else {}
        made = []
        for one in self.refusals:
            row = said.get(one.line)
            code, name = (row.code, row.name) if row else ("", "")
            words = refusal_sentence(one, locale)
            made.append(SheetLine(one.line, Fate.REFUSED, code, name, "", "", "", words))
        rank = {Fate.NEW: 0, Fate.CHANGED: 1, Fate.SAME: 2}
        for step in sorted(self.plan.steps, key=lambda step: (rank[step.fate], step.line)):
            agent = step.after
            made.append(
                SheetLine(
                    step.line,
                    step.fate,
                    agent.code,
                    agent.name,
                    step.team,
                    agent.phone,
                    self._shift_words(agent.shift),
                    self._words(step.fate, step.changes.keys()),
                )
            )
        return made

    def _shift_words(self, shift: Sequence[ShiftSpan]) -> str:
        lines = week_lines(shift, self.workspace.locale)
        return ", ".join(lines) or translate("StaffSheet", "Always")

    def _words(self, fate: Fate, fields: Iterable[str]) -> str:
        if fate is Fate.NEW:
            return translate("StaffSheet", "New")
        if fate is Fate.SAME:
            return translate("StaffSheet", "Stays as it is")
        names = [say(f"field.{one}", None, self.workspace.locale) for one in fields]
        return translate("StaffSheet", "Changes: {fields}").format(fields=", ".join(names))

    # Done

    def accept(self) -> None:
        """Make and change them, as one act; the acts say how it went."""
        plan = self.plan
        if plan is None or not self.may_take:
            return
        desk, count = self.workspace.desk, self.written

        def words(_: Done) -> str:
            if count == 1:
                return translate("StaffSheet", "1 agent of the sheet is in")
            said = translate("StaffSheet", "{count} agents of the sheet are in")
            return said.format(count=figure(count))

        rows = count + len(plan.teams)
        self.acts.run_on(rows, lambda watch: take_staff(desk, plan, watch), words)

    def save_template(self, target: Path, then: Then, refused: Refused) -> None:
        """A workbook to be filled in."""
        locale, country = self.workspace.locale, self.country

        def write() -> None:
            try:
                with whole_file(target) as part:
                    write_template(part, ImportKind.AGENTS, country, locale)
            except NotWritten as problem:
                raise KobraError("file_not_written", path=target.name) from problem

        self.workspace.background.read(write, lambda _: then(), refused, owner=self)
