"""Language and theme as a person chooses among them, on the first page and in the first steps."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kobra_desktop.views.theme import ThemeChoice
from kobra_desktop.views.widgets.forms import Field
from kobra_desktop.views.widgets.layouts import row

LANGUAGES = {
    "es": "Español",
    "es_CO": "Español (Colombia)",
    "es_MX": "Español (México)",
    "en": "English",
}


def themes() -> dict[str, str]:
    """Words by value."""
    translate = QCoreApplication.translate
    return {
        ThemeChoice.SYSTEM.value: translate("KobraWindow", "As the system"),
        ThemeChoice.LIGHT.value: translate("KobraWindow", "Light"),
        ThemeChoice.DARK.value: translate("KobraWindow", "Dark"),
    }


class LooksRow(QWidget):
    """Two lists beside each other, which act at once."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, language: str, theme: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = _choice(LANGUAGES, language)
        self.theme = _choice(themes(), theme)
        self.language.activated.connect(
            lambda _: self.language_chosen.emit(self.language.currentData())
        )
        self.theme.activated.connect(lambda _: self.theme_chosen.emit(self.theme.currentData()))
        self.setLayout(
            row(
                Field(self.tr("Language"), self.language),
                Field(self.tr("Theme"), self.theme),
                None,
                space=16,
            )
        )


def _choice(words: Mapping[str, str], now: str) -> QComboBox:
    made = QComboBox()
    for value, word in words.items():
        made.addItem(word, value)
    made.setCurrentIndex(max(made.findData(now), 0))
    return made
