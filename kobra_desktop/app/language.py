"""The language that the screen speaks."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from kobra_desktop import resources


def spoken(language: str, parent: QObject) -> QTranslator | None:
    """The screen's words and forms of number and date; what has no translation is English."""
    QLocale.setDefault(QLocale(language))
    for name in (language, language.partition("_")[0]):
        file = Path(resources.root()) / "translations" / f"kobra_{name}.qm"
        translator = QTranslator(parent)
        if file.exists() and translator.load(str(file)):
            QCoreApplication.installTranslator(translator)
            return translator
    return None
