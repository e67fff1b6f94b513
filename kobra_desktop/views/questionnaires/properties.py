"""The properties of the chosen question: a sheet of fields by its type, built anew only when what
it takes is another, else kept up to date in place.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.outline import Outline
from kobra_desktop.models.questionnaires.type_words import offer_of, type_words
from kobra_desktop.views.questionnaires.sheet import Sheet
from kobra_desktop.views.questionnaires.type_chooser import TypeChooser
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row, scrolling
from kobra_domain.questionnaires.columns import languages
from kobra_domain.questionnaires.form import Node, NodeKind
from kobra_domain.questionnaires.question_types import Offer, read_type

translate = QCoreApplication.translate


class PropertiesPanel(QFrame):
    """`lists_requested` (list name): its options are to be edited."""

    lists_requested = Signal(str)

    def __init__(self, look: Look, editor: EditorModel, outline: Outline, locale: str) -> None:
        super().__init__()
        self._look, self._editor, self._outline, self._locale = look, editor, outline, locale
        self._sheet: Sheet | None = None
        self._chooser: TypeChooser | None = None
        self._shape: tuple[object, ...] = ()
        self.setObjectName("properties")
        self.type_button = Button(look, "", "", "circle-help")
        self.type_button.setToolTip(translate("Questionnaires", "Change the type"))
        self.type_button.clicked.connect(self.ask_type)
        self.type_button.setEnabled(not editor.is_read_only)
        self._title = label("", "section")
        self._head = holding(row(self._title, None, self.type_button, margins=(20, 12, 20, 0)))
        self._body: QVBoxLayout = column(space=14, margins=(20, 8, 20, 20))
        self._area = scrolling(holding(self._body))
        lines = column(self._head, self._area, space=8)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        # After the tree has followed: a selection comes with every act.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        for signal in (editor.form_changed, editor.selection_changed, editor.language_changed):
            signal.connect(self._soon.start)
        editor.problems_changed.connect(self._say_problems)
        editor.attention_requested.connect(self._on_attention)
        self.refresh()

    @property
    def sheet(self) -> Sheet | None:
        """The fields of the chosen question; None when not one is chosen."""
        return self._sheet

    def refresh(self) -> None:
        """Show the chosen question."""
        node = self._editor.current
        if node is None or node.kind is NodeKind.COMMENT:
            self._show_nothing(node)
            return
        shape = self._shape_of(node)
        if shape != self._shape or self._sheet is None:
            self._shape = shape
            self._build(node)
        elif self._sheet is not None:
            self._sheet.refresh(node)
        self._title.setText(
            translate("Questionnaires", "Group")
            if node.kind is NodeKind.GROUP
            else translate("Questionnaires", "Repeat")
            if node.kind is NodeKind.REPEAT
            else translate("Questionnaires", "Question")
        )
        self.type_button.setText(type_words(node, self._locale) or node.type)
        self.type_button.set_icon(read_type(node.type).info.icon)
        self._say_problems()

    def _shape_of(self, node: Node) -> tuple[object, ...]:
        """What decides which fields there are: not what they hold."""
        offer = offer_of(node)
        form = self._editor.form
        return (
            node.uid,
            read_type(node.type).base,
            offer.code if offer else "",
            self._editor.language,
            languages(form),
            Sheet.others_of(node, form),
        )

    def _build(self, node: Node) -> None:
        emptied(self._body)
        self._head.show()
        self._sheet = Sheet(self._look, self._editor, self._outline, self._locale, node)
        self._sheet.lists_requested.connect(self.lists_requested)
        self._body.addWidget(self._sheet)
        self._body.addStretch(1)
        self._area.verticalScrollBar().setValue(0)

    def _show_nothing(self, node: Node | None) -> None:
        self._sheet, self._shape = None, ()
        emptied(self._body)
        self._head.hide()
        count = len(self._editor.selection)
        if node is not None:
            words = translate("Questionnaires", "A comment of the workbook: phones never see it.")
        elif count:
            words = self.tr("%n questions are chosen.", "", count)
        elif not self._editor.form.survey:
            words = translate("Questionnaires", "Press Enter in the tree to add a question.")
        else:
            words = translate("Questionnaires", "Choose a question to see its properties.")
        said = label(words, "secondary", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body.addStretch(1)
        self._body.addWidget(said)
        self._body.addStretch(1)

    def _say_problems(self) -> None:
        node = self._editor.current
        if self._sheet is not None and node is not None:
            self._sheet.say_problems([one for one in self._editor.problems if one.uid == node.uid])

    def _on_attention(self, _uid: str, column_key: str) -> None:
        """Bring the field of a problem in front."""
        self.refresh()
        if self._sheet is not None:
            field = self._sheet.focus(column_key)
            if field is not None:
                self._area.ensureWidgetVisible(field, 20, 60)

    def focus_label(self) -> None:
        """Write the label of what was just put in."""
        self.refresh()
        if self._sheet is not None:
            self._sheet.focus("label")

    def ask_type(self) -> TypeChooser | None:
        """Choose another type by typing."""
        node = self._editor.current
        if node is None or self._editor.is_read_only:
            return None
        if self._chooser is None:
            self._chooser = TypeChooser(self._look, self, self._locale)
            self._chooser.chosen.connect(self._on_type)
        below: QWidget = self.type_button
        self._chooser.open_at(below.mapToGlobal(below.rect().bottomLeft()))
        return self._chooser

    def _on_type(self, offer: Offer) -> None:
        node = self._editor.current
        if node is not None:
            self._outline.set_type(node.uid, offer)
