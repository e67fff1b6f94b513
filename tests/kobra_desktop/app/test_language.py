"""The words of the screen and Qt's own come in the same language."""

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator
from pytestqt.qtbot import QtBot

from kobra_desktop.app.language import spoken


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
