"""The language that the screen speaks, Qt's own words (buttons, menus of fields) included."""

from pathlib import Path

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
)

from kobra_desktop import resources

DEFAULT_LANGUAGE = "es"
# What Qt says in its file dialog and its own Spanish lacks: our catalogue has it.
LACKING_IN_QT = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QFileDialog", "All files (*)"),
)


def spoken(language: str, parent: QObject) -> QTranslator | None:
    """The screen's words and forms of number and date, in the place of what `parent` spoke before;
    what has no translation is English.
    """
    for before in parent.findChildren(QTranslator):
        QCoreApplication.removeTranslator(before)
        before.deleteLater()
    QLocale.setDefault(QLocale(language))
    theirs = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for catalogue in ("qtbase", "qtwebengine"):
        own = QTranslator(parent)
        if own.load(QLocale(language), catalogue, "_", theirs):
            QCoreApplication.installTranslator(own)
    for name in (language, language.partition("_")[0]):
        file = Path(resources.root()) / "translations" / f"kobra_{name}.qm"
        translator = QTranslator(parent)
        if file.exists() and translator.load(str(file)):
            QCoreApplication.installTranslator(translator)
            return translator
    return None
