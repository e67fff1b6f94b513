"""The words of the screen and Qt's own come in the same language."""

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from kobra_desktop.app.language import LACKING_IN_QT, spoken


def test_qt_s_own_buttons_are_spanish_too(qtbot: QtBot) -> None:
    before, holder = QLocale(), QObject()
    spoken("es_CO", holder)
    try:
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"
        assert QCoreApplication.translate("Pages", "Map") == "Mapa"
    finally:
        for translator in holder.findChildren(QTranslator):
            QCoreApplication.removeTranslator(translator)
        QLocale.setDefault(before)


def test_the_file_dialog_is_whole_in_spanish(qtbot: QtBot) -> None:
    before, holder = QLocale(), QObject()
    spoken("es", holder)
    try:
        dialog = QFileDialog()
        qtbot.addWidget(dialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        words = [label.text() for label in dialog.findChildren(QLabel)]
        assert words
        assert not [one for one in words if one in LACKING_IN_QT]
    finally:
        for translator in holder.findChildren(QTranslator):
            QCoreApplication.removeTranslator(translator)
        QLocale.setDefault(before)
