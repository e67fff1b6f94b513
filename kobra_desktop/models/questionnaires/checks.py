"""What checks the open form while it is edited: our lint at each pause, the compiler after it, the
phone engine's validator on request; and the compiled section that the preview shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from kobra_desktop.background import Background, new_flag
from kobra_desktop.errors import Known
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.lint import lint
from kobra_domain.questionnaires.problems import Problem
from kobra_domain.questionnaires.question_types import read_type
from kobra_domain.questionnaires.section import section
from kobra_domain.questionnaires.together import together
from kobra_records.files.compile import Compiled, compile_form
from kobra_records.files.validate import validate
from kobra_records.files.worker import Worker

LINT_MS, PREVIEW_MS, COMPILE_MS = 250, 300, 1_200
WHOLE = 30  # a form of so many rows is previewed whole
PROPOSED_LATER = "form.version_missing"
Problems = tuple[Problem, ...]


class Step(Enum):
    """How far a review is: our rules and the compiler, then the phone engine's validator, which
    may take a minute.
    """

    COMPILE = 1
    VALIDATE = 2


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The whole of a check. `is_validated` False: there was no Java to ask."""

    form: Form
    problems: Problems
    xform: str | None
    is_validated: bool

    @property
    def has_errors(self) -> bool:
        """Whether something keeps it from being published."""
        return any(problem.is_error for problem in self.problems)


class Checks(QObject):
    """`previewed` (Compiled, Form): the section that is edited, as phones would get it. `reviewed`
    (Reviewed) answers `review`; `busy_changed`: it is at another `step`. The problems go to the
    editor.
    """

    previewed = Signal(object, object)
    reviewed = Signal(object)
    failed = Signal(object)
    busy_changed = Signal()

    def __init__(
        self,
        editor: EditorModel,
        background: Background,
        worker: Worker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.countries: tuple[str, ...] = ()
        self.step: Step | None = None
        self._stop = new_flag()
        self.last: Reviewed | None = None
        self.wants_preview = True
        self._editor, self._background, self._worker = editor, background, worker
        self._linted: tuple[Form, Problems] = (Form(), ())
        self._compiled: tuple[Form, Problems] = (Form(), ())
        self._validated: tuple[Form, Problems] = (Form(), ())
        self._busy: set[str] = set()
        self._section: Form | None = None
        self._lint_soon = self._timer(LINT_MS, self._lint)
        self._preview_soon = self._timer(PREVIEW_MS, self._preview)
        self._compile_soon = self._timer(COMPILE_MS, self._compile)
        editor.form_changed.connect(self._on_changed)
        editor.selection_changed.connect(self._on_selected)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(act)
        return made

    def _on_changed(self) -> None:
        for timer in (self._lint_soon, self._preview_soon, self._compile_soon):
            timer.start()

    def _on_selected(self) -> None:
        self._preview_soon.start()

    def set_countries(self, countries: tuple[str, ...]) -> None:
        """The countries of the portfolios that use it: their rules ban questions."""
        if countries != self.countries:
            self.countries = countries
            self.last = None
            self._lint_soon.start()

    # Lint and compiler

    def _lint(self) -> None:
        form, countries = self._editor.form, self.countries

        def done(found: Problems) -> None:
            self._linted = (form, found)
            self._say()

        self._run("lint", lambda: _linted(form, countries), done, self._lint_soon)

    def _compile(self) -> None:
        form, worker = self._editor.form, self._worker

        def done(compiled: Compiled) -> None:
            self._compiled = (form, compiled.problems)
            self._say()

        self._run("compile", lambda: worker.run(compile_form, form), done, self._compile_soon)

    def _preview(self) -> None:
        if not self.wants_preview:
            return
        editor, worker = self._editor, self._worker
        form, chosen = editor.form, editor.selection
        uid = chosen[0] if chosen else None

        def work() -> tuple[Form, Compiled | None]:
            part = shown_part(form, uid)
            return part, None if part == self._section else worker.run(compile_form, part)

        def done(answer: tuple[Form, Compiled | None]) -> None:
            part, compiled = answer
            if compiled is not None:
                self._section = part
                self.previewed.emit(compiled, part)

        self._run("preview", work, done, self._preview_soon)

    def preview_again(self) -> None:
        """Show the section anew, such as when the preview comes back into sight."""
        self._section = None
        self._preview_soon.start()

    def _run(
        self, what: str, work: Callable[[], object], done: Callable[..., None], again: QTimer
    ) -> None:
        """One of a kind at a time; what changed meanwhile is looked at afterwards."""
        if what in self._busy:
            again.start()
            return
        self._busy.add(what)

        def finished(answer: object) -> None:
            self._busy.discard(what)
            done(answer)

        def failed(problem: Known) -> None:
            self._busy.discard(what)
            self.failed.emit(problem)

        self._background.read(work, finished, failed, owner=self)

    # Review

    @property
    def is_reviewing(self) -> bool:
        """Whether a review is under way."""
        return self.step is not None

    def review(self) -> None:
        """Lint, compile and validate the form as it is now; answered with `reviewed`. What the
        first step finds is told before the second has ended.
        """
        if self.is_reviewing:
            return
        self._stop = new_flag()
        form, countries, worker = self._editor.form, self.countries, self._worker

        def work() -> tuple[Problems, Compiled]:
            return _linted(form, countries), worker.run(compile_form, form)

        def done(answer: tuple[Problems, Compiled]) -> None:
            linted, compiled = answer
            self._linted, self._compiled = (form, linted), (form, compiled.problems)
            self._say()
            self._validate(form, linted, compiled)

        self._do(Step.COMPILE, work, done)

    def _validate(self, form: Form, linted: Problems, compiled: Compiled) -> None:
        xform, stopped = compiled.xform, self._stop.is_set

        def work() -> Problems | None:
            return validate(xform, form, stopped=stopped) if xform else ()

        def done(checked: Problems | None) -> None:
            self._validated = (form, checked or ())
            self._set_step(None)
            self._say()
            problems = tuple(together(form, linted, (*compiled.problems, *(checked or ()))))
            self.last = Reviewed(form, problems, xform, checked is not None)
            self.reviewed.emit(self.last)

        self._do(Step.VALIDATE, work, done)

    def stop_review(self) -> None:
        """Nobody waits any more: the validator ends, and `reviewed` does not come."""
        if self.is_reviewing:
            self._stop.set()
            self._set_step(None)

    def _do(self, step: Step, work: Callable[[], object], done: Callable[..., None]) -> None:
        """One step on a worker; what was stopped meanwhile answers nobody."""
        stop = self._stop
        self._set_step(step)

        def finished(answer: object) -> None:
            if not stop.is_set():
                done(answer)

        def failed(problem: Known) -> None:
            if not stop.is_set():
                self._set_step(None)
                self.failed.emit(problem)

        self._background.read(work, finished, failed, owner=self)

    def _set_step(self, step: Step | None) -> None:
        self.step = step
        self.busy_changed.emit()

    def _say(self) -> None:
        """What the compilers said of another form is not said of this one."""
        form = self._editor.form
        linted = self._linted[1]
        compiled = self._compiled[1] if self._compiled[0] is form else ()
        validated = self._validated[1] if self._validated[0] is form else ()
        self._editor.set_problems(tuple(together(form, linted, (*compiled, *validated))))


def shown_part(form: Form, uid: str | None) -> Form:
    """What the preview shows: a small form whole, else the section around what is chosen."""
    nodes = list(form.nodes())
    if len(nodes) <= WHOLE:
        return form
    asked = (node.uid for node in nodes if read_type(node.type).info.is_asked)
    return section(form, uid or next(asked, ""))


def _linted(form: Form, countries: tuple[str, ...]) -> Problems:
    """What our lint says, but of a version that publishing proposes anyway."""
    found = lint(form, countries=countries)
    return tuple(problem for problem in found if problem.code != PROPOSED_LATER)
