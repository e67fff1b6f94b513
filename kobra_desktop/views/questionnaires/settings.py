"""Ajustes of a form: title, id, version, languages, what the phone records by itself, and every
other setting of the workbook.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.outline import Outline
from kobra_desktop.models.questionnaires.type_words import offer_word
from kobra_desktop.views.questionnaires.cell_fields import CellChoice, CellLine
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.forms import Field
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import card, column, holding, row, scrolling
from kobra_domain.questionnaires import language_acts
from kobra_domain.questionnaires.columns import has_plain_words, languages
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.question_types import OFFERS, read_type

translate = QCoreApplication.translate
METADATA = ("start", "end", "today", "deviceid", "username", "audit")
_OWN = ("form_title", "form_id", "version", "default_language", "instance_name", "style")


class SettingsTab(QWidget):
    """Each field is an act at once."""

    def __init__(self, look: Look, editor: EditorModel, outline: Outline, locale: str) -> None:
        super().__init__()
        self._look, self._editor, self._outline, self._locale = look, editor, outline, locale
        self._shows: list[Callable[[Form], None]] = []
        self.fields: dict[str, Field] = {}
        self.metadata: dict[str, QCheckBox] = {}
        self._others = column(space=12)
        self._other_keys: tuple[str, ...] = ()
        left = column(self._card_of_form(), self._card_of_others(), None, space=16)
        right = column(self._card_of_metadata(), None, space=16)
        halves = row(left, right, space=16, margins=(20, 16, 20, 20))
        halves.setStretch(0, 3)
        halves.setStretch(1, 2)
        sheet = holding(halves)
        sheet.setMaximumWidth(look.pixels(1080))
        self.setLayout(column(scrolling(sheet)))
        soon = QTimer(self)
        soon.setSingleShot(True)
        soon.setInterval(0)
        soon.timeout.connect(self.refresh)
        editor.form_changed.connect(soon.start)
        self.refresh()

    def focus(self, key: str) -> None:
        """Give the keyboard to the field of a setting."""
        if key in self.fields:
            self.fields[key].editor.setFocus()

    def refresh(self) -> None:
        """What the form holds now."""
        form = self._editor.form
        keys = tuple(key for key, text in form.settings.items() if text and key not in _OWN)
        if keys != self._other_keys:
            self._other_keys = keys
            for key in keys:
                if key not in self.fields:
                    self._others.addWidget(self._line(key, key))
        for show in self._shows:
            show(form)

    def _card_of_form(self) -> QWidget:
        title = label(translate("Questionnaires", "The form"), "section")
        hint = translate("Questionnaires", "Phones know the form by it: it does not change later.")
        version = translate("Questionnaires", "Publishing proposes the next one.")
        return card(
            column(
                title,
                self._line("form_title", translate("Questionnaires", "Title")),
                self._line("form_id", translate("Questionnaires", "Form id"), hint),
                self._line("version", translate("Questionnaires", "Version"), version),
                self._language(),
                self._style(),
                self._line(
                    "instance_name",
                    translate("Questionnaires", "Name of each answer on the phone"),
                    translate("Questionnaires", "An expression, such as concat(${titular}, …)."),
                ),
                space=12,
                margins=(16, 14, 16, 16),
            )
        )

    def _card_of_others(self) -> QWidget:
        title = label(translate("Questionnaires", "Other settings of the workbook"), "section")
        made = card(column(title, self._others, space=12, margins=(16, 14, 16, 16)))
        self._shows.append(lambda _: made.setVisible(bool(self._other_keys)))
        return made

    def _line(self, key: str, title: str, hint: str = "") -> Field:
        field = CellLine()
        made = Field(title, field, hint)
        self.fields[key] = made
        field.setEnabled(not self._editor.is_read_only)
        field.typed.connect(lambda text: self._outline.set_setting(key, text, title))
        self._shows.append(lambda form: field.show_text(form.settings.get(key, "")))
        return made

    def _style(self) -> Field:
        options = [
            ("", translate("Questionnaires", "One question a screen")),
            ("pages", translate("Questionnaires", "Pages")),
            ("theme-grid", translate("Questionnaires", "Grid")),
        ]
        field, title = CellChoice(options), translate("Questionnaires", "Layout")
        made = Field(title, field)
        self.fields["style"] = made
        field.setEnabled(not self._editor.is_read_only)
        field.picked.connect(lambda text: self._outline.set_setting("style", text, title))
        self._shows.append(lambda form: field.show_text(form.settings.get("style", "")))
        return made

    def _language(self) -> Field:
        """Of the languages there are; they are added and removed under Traducciones."""
        title = translate("Questionnaires", "Default language")
        field, editor = CellChoice([]), self._editor
        made = Field(title, field)
        self.fields["default_language"] = made
        field.setEnabled(not editor.is_read_only)

        def pick(name: str) -> None:
            editor.try_act(title, lambda f: language_acts.set_default_language(f, name or None))

        def show(form: Form) -> None:
            named = [(name, name) for name in languages(form)]
            if has_plain_words(form) or not named:
                words = translate("Questionnaires", "Words without a language")
                named.insert(0, ("", words))
            field.set_options(named)
            field.show_text(form.settings.get("default_language", ""))

        field.picked.connect(pick)
        self._shows.append(show)
        return made

    # What the phone records

    def _card_of_metadata(self) -> QWidget:
        title = label(translate("Questionnaires", "What the phone records by itself"), "section")
        why = translate(
            "Questionnaires",
            "The log of the form holds when each question was answered, and where when positions "
            "are recorded.",
        )
        boxes = [self._metadata(name) for name in METADATA]
        return card(
            column(
                title,
                label(why, "caption", wrap=True),
                *boxes,
                space=10,
                margins=(16, 14, 16, 16),
            )
        )

    def _metadata(self, base: str) -> QCheckBox:
        box = QCheckBox(offer_word(base, self._locale))
        box.setEnabled(not self._editor.is_read_only)
        self.metadata[base] = box
        box.clicked.connect(lambda is_on: self._set_metadata(base, is_on=is_on))

        def show(form: Form) -> None:
            box.setChecked(any(read_type(node.type).base == base for node in form.survey))

        self._shows.append(show)
        return box

    def _set_metadata(self, base: str, *, is_on: bool) -> None:
        editor = self._editor
        if is_on:
            offer = next(one for one in OFFERS if one.code == base)
            self._outline.add_metadata(offer)
        else:
            uids = [n.uid for n in editor.form.survey if read_type(n.type).base == base]
            self._outline.remove_nodes(uids, offer_word(base, self._locale))
        self.refresh()
