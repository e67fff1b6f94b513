"""From the options to the running program, and to its exit code."""

import os
import sys
from collections.abc import Mapping

# The web engine must be loaded before the application exists.
from PySide6.QtWebEngineWidgets import QWebEngineView  # isort: skip  # noqa: F401
from PySide6.QtCore import QCoreApplication, QProcess, Qt

from kobra_desktop import logs, resources
from kobra_desktop.app.application import Application
from kobra_desktop.app.language import DEFAULT_LANGUAGE, spoken
from kobra_desktop.app.options import Options
from kobra_desktop.app.root import Root
from kobra_desktop.app.screen import (
    IS_ROOT,
    is_refused_as_root,
    make_room,
    said_if_there_is_none,
    tell,
)
from kobra_desktop.app.single_instance import Begun, SingleInstance
from kobra_desktop.paths import NO_FOLDER, NoFolder, paths_of
from kobra_desktop.views.theme import Look
from kobra_desktop.web.walls import register_scheme
from kobra_domain.errors import Param
from kobra_domain.words import say

_OTHERS = 0o077
NOT_ANSWERING = 6  # the exit code


def run(options: Options) -> int:
    """Run the control center until it is closed; answers the exit code."""
    os.umask(_OTHERS)  # what Qt and the web engine write is for this account, too
    paths = paths_of(options.profile)
    application = prepare(options)
    if is_refused_as_root():
        _tell(application, options, "is_root", {})
        return IS_ROOT
    make_room()
    try:
        narrowed = paths.make()
    except NoFolder as problem:
        _tell(application, options, problem.code, problem.params)
        return NO_FOLDER
    single = SingleInstance(paths)
    begun = single.begin(options.opened)
    if begun is Begun.UNANSWERED:
        _tell(application, options, "not_answering", {"process": single.other})
        return NOT_ANSWERING
    if begun is Begun.HANDED:
        return 0
    logs.start_logs(paths.logs, options.log_level)
    root = Root(options, paths, narrowed)
    single.asked_to_front.connect(root.to_front)
    single.handed.connect(root.take)
    application.handed.connect(root.take)
    root.start()
    code = application.exec()
    root.close()
    single.end()
    if root.restarts:
        program, *words = words_of(options)
        QProcess.startDetached(program, words)
    return code


def _tell(
    application: Application, options: Options, code: str, params: Mapping[str, Param]
) -> None:
    """Why nothing begins, until a person has read it."""
    language = options.language or DEFAULT_LANGUAGE
    spoken(language, application)
    told = tell(Look(), "Kobra Desktop", say(code, params, language))
    told.finished.connect(application.quit)
    application.exec()


def words_of(options: Options) -> list[str]:
    """How the same program is started once more; what it was to open was opened."""
    is_frozen = getattr(sys, "frozen", False)
    words = [sys.executable] if is_frozen else [sys.executable, "-m", "kobra_desktop"]
    words += [f"--profile={options.profile}", f"--log-level={options.log_level}"]
    words += [f"--server={options.server}"] if options.server else []
    words += [f"--lang={options.language}"] if options.language else []
    return [*words, "--safe-mode"] if options.is_safe else words


def prepare(options: Options) -> Application:
    """The application object, with what must be said before it exists."""
    register_scheme()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    if options.is_safe:
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_UseSoftwareOpenGL)
    QCoreApplication.setApplicationName("Kobra Desktop")
    QCoreApplication.setApplicationVersion(resources.product_version())
    with said_if_there_is_none(options.language or DEFAULT_LANGUAGE):
        application = Application(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    return application
