"""A form in a dialog. A subclass names its entity and lays out its fields by hand; the form says
what is wrong under each, writes only what was touched, and asks before typed work is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget
from shiboken6 import isValid

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.room import give_room
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.choices import Option
from kobra_desktop.views.widgets.editors import Editor
from kobra_desktop.views.widgets.fields import FormField, Setting, default_of, editor_for
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_domain.errors import Invalid
from kobra_domain.words import field_title, kind_name

translate = QCoreApplication.translate
Submit = Callable[[Values, Then, Refused], None]


class Form(QDialog):
    """`held`: the row that is changed, None for a new one, which begins with `start`. `submit` is
    given what is to be written and answers that it was done or why not.

    An `is_act` may be saved untouched: what it asks has an answer from the start. `is_work`: what
    is typed is worth a question before it is lost.
    """

    kind: type | None = None
    is_act: bool = False
    is_work: ClassVar[bool] = True

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        title: str,
        setting: Setting,
        submit: Submit | None = None,
        *,
        held: object | None = None,
        start: Mapping[str, Any] | None = None,
        act: str = "",
    ) -> None:
        super().__init__(parent)
        self.look, self.setting, self.held = look, setting, held
        self._submit, self._start = submit, dict(start or {})
        self.is_ready, self._is_busy = True, False
        self._beside: dict[str, str] = {}
        self.fields: dict[str, FormField] = {}
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self.problem = notice("error")
        self.save = Button(look, act or translate("Form", "Save"), "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self.submit)
        self.leave = Button(look, translate("Form", "Leave it"))
        self.leave.clicked.connect(self.reject)

    # Made by a subclass

    def of(self, name: str, options: Iterable[Option] = (), hint: str = "") -> FormField:
        """The field of the entity by its declaration."""
        assert self.kind is not None
        made = editor_for(
            self.kind, name, self.begins(name), self.setting, options=options, hint=hint
        )
        return self._keep(made)

    def by(
        self, name: str, editor: Editor, title: str = "", hint: str = "", beside: str = ""
    ) -> FormField:
        """The same with an editor of the form's own, and where it must be another title. `beside`:
        the field in whose place it stands, and under which its problems are said.
        """
        editor.hold(self.begins(name))
        of = kind_name(self.kind) if self.kind else ""
        words = title or field_title(name, of, self.setting.locale)
        made = FormField(self.kind, name, editor, words, hint)
        if beside:
            made.setParent(self)
            made.hide()
            self._beside[name] = beside
        return self._keep(made)

    def begins(self, name: str) -> Any:
        """What a field shows at first."""
        if self.held is not None:
            return getattr(self.held, name)
        return self._start[name] if name in self._start else default_of(self.kind, name)

    def _keep(self, made: FormField) -> FormField:
        self.fields[made.name] = made
        made.typing.listen(lambda: self._on_edited(made))
        return made

    def build(
        self,
        inside: QLayout,
        width: int,
        height: int = 0,
        caption: str = "",
        above: QWidget | None = None,
    ) -> None:
        """Lay it out; the form scrolls when the screen is small. Without a height it is as high as
        it needs. `above`: what stands over the foot.
        """
        foot = row(label(caption, "caption", wrap=True), self.leave, self.save, space=8)
        foot.setStretch(0, 1)
        sheet = holding(inside)
        body = scrolling(sheet) if height else sheet
        lines = column(label(self.windowTitle(), "section", wrap=True), body)
        for part in (above, self.problem):
            if part is not None:
                lines.addWidget(part)
        lines.addLayout(foot)
        lines.setSpacing(12)
        lines.setContentsMargins(20, 16, 20, 12)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        if height:
            give_room(self, self.look, width, height)
        else:
            self.setMinimumWidth(self.look.pixels(width))
        self._allow()

    # What is typed

    @property
    def is_touched(self) -> bool:
        """Whether something else is shown than at first."""
        return any(field.is_touched for field in self.fields.values())

    @property
    def would_lose(self) -> bool:
        """Whether leaving it is worth a question."""
        return self.is_work and self.is_touched

    def written(self) -> Iterable[str]:
        """The fields that are to be written: all of a new row, else what was touched."""
        return [n for n, field in self.fields.items() if self.held is None or field.is_touched]

    def judge(self, values: Values) -> Iterable[Invalid]:
        """What is wrong between fields that are each right."""
        return ()

    def send(self, values: Values) -> None:
        """Hand on what is to be written."""
        assert self._submit is not None
        self._set_busy(True)
        self._submit(values, self._on_saved, self._on_refused)

    # Saving

    def submit(self) -> None:
        """Save, unless something is plainly wrong; the form stays until it is done."""
        if not self.save.isEnabled():
            return
        self.problem.hide()
        for field in self.fields.values():
            field.set_problem("")
        values: Values = {}
        wrong: list[Invalid] = []
        for name in self.written():
            try:
                values[name] = self.fields[name].checked()
            except Invalid as problem:
                wrong.append(problem)
        wrong = wrong or list(self.judge(values))
        for one in reversed(wrong):
            self.refuse(one)  # the first is told last: it has the keyboard then
        if not wrong:
            self.send(values)

    def refuse(self, problem: Known) -> None:
        """Say what is wrong where it was typed, else at the foot."""
        name = str(problem.params.get("field") or "").partition(".")[0].partition("[")[0]
        field = self.fields.get(self._beside.get(name, name))
        if field is not None and not field.isHidden():
            field.refuse(problem, self.setting.locale)
            field.take_focus()
        else:
            self.problem.setText(sentence(problem, self.setting.locale))
            self.problem.show()

    def _on_saved(self) -> None:
        if isValid(self):  # it may have been left meanwhile
            self.accept()

    def _on_refused(self, problem: Known) -> None:
        if isValid(self):
            self._set_busy(False)
            self.refuse(problem)

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._allow()

    def _allow(self) -> None:
        self.save.setEnabled(
            self.is_ready and not self._is_busy and (self.is_act or self.is_touched)
        )

    def _on_edited(self, field: FormField) -> None:
        field.set_problem("")
        self._allow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves from everywhere, out of a text of several lines too."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        else:
            super().keyPressEvent(event)

    # Leaving

    def reject(self) -> None:
        """Esc, the window's cross and the button; typed work is asked about."""
        if self.would_lose:
            # Qt takes the bound method of a base for the slot's name, which is this one again.
            self.ask_to_leave(lambda: self.done(QDialog.DialogCode.Rejected))
        else:
            super().reject()

    def ask_to_leave(self, then: Callable[[], None]) -> None:
        """Ask whether what is typed may be lost; `then` if it may."""
        asked = Question(
            self.look,
            self,
            translate("Form", "Discard what was typed?"),
            translate("Form", "What you have typed here will be lost."),
            translate("Form", "Discard"),
            translate("Form", "Keep editing"),
        )
        asked.accepted.connect(then)
        asked.finished.connect(asked.deleteLater)
        asked.open()
