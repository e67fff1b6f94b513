"""How the program begins: the first page with its trial, its server and its invitation, signing in
by it, the first steps, and the line that is over a trial.
"""

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from demo.scene import Scene, dialog_scene, rejected, shown
from kobra_desktop.app import Root
from kobra_desktop.map.view import MapView
from kobra_desktop.models.first_run.server import ServerModel
from kobra_desktop.models.first_run.steps import Step
from kobra_desktop.models.first_run.trial import TrialModel, TrialStep
from kobra_desktop.models.sign_in import SignInModel
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.first_run.begin import BeginPage
from kobra_desktop.views.first_run.steps import FirstStepsDialog
from kobra_desktop.views.first_run.trial_bar import TrialBar
from kobra_desktop.views.leaving import Front
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.window import MainWindow
from kobra_domain.invitations import Invitation, link_of

SERVER, EMAIL, CODE = "https://kobra.villa-ambar.example", "lucia@villa-ambar.example", "K7QM2RXD"
NOBODY = "127.0.0.1:9"  # where nothing listens
# A trial that says how far it is and goes no further: a city is built beside it already.
_STANDS = "import sys; print(sys.argv[1], flush=True); sys.stdin.read()"
_ENDS = "import sys; print(sys.argv[1], flush=True); sys.exit(1)"


def scenes(root: Root, window: MainWindow) -> Iterator[Scene]:
    """In the order in which one meets them."""
    yield from _first_page(root, window)
    yield from _signing_in(root, window)
    if isinstance(window, KobraWindow):
        yield from _steps(window)
        yield _over_a_trial(window)


def _first_page(root: Root, window: MainWindow) -> Iterator[Scene]:
    folder = root.basis.paths.trial
    page = _begin(root, window, _trial(root, folder, _STANDS, step="past"))
    yield Scene("begin", page, end=_closing(page))
    for name, step in (("coming", TrialStep.PAST), ("open", TrialStep.SHOWN)):
        model = _trial(root, folder, _STANDS, step=step.value)
        page = _begin(root, window, model)
        page.trial.start.click()
        there = partial(_is_at, model, step)
        yield Scene(f"begin-trial-{name}", page, there, _closing(page, model))
    model = _trial(root, folder, _ENDS, problem="trial_no_room", free_mb=212, needed_mb=600)
    page = _begin(root, window, model)
    page.trial.start.click()
    yield Scene("begin-trial-failed", page, lambda: model.problem is not None, _closing(page))
    page = _begin(root, window, model)
    page.server.address.setText(NOBODY)
    page.server.submit()
    yield Scene("begin-no-server", page, page.server.problem.isVisible, _closing(page))


def _is_at(trial: TrialModel, step: TrialStep) -> bool:
    return trial.step is step


def _begin(root: Root, window: MainWindow, trial: TrialModel) -> BeginPage:
    server = ServerModel(root.basis.background, lambda: root.workplace.workspace.now)  # type: ignore[union-attr]
    page = BeginPage(root.basis.look, trial, server, root.basis.language)
    server.setParent(page)
    trial.setParent(page)
    page.resize(window.size())
    page.show()
    return page


def _trial(root: Root, folder: Path, words: str, **said: object) -> TrialModel:
    return TrialModel(
        folder, root.basis.background, (sys.executable, "-c", words, json.dumps(said))
    )


def _closing(page: Front, trial: TrialModel | None = None) -> Callable[[], object]:
    def close() -> None:
        if trial is not None:
            trial.close()
        page.hide()
        page.deleteLater()

    return close


def _signing_in(root: Root, window: MainWindow) -> Iterator[Scene]:
    root.handed.take(link_of(Invitation(SERVER, CODE, EMAIL)), window)
    yield dialog_scene("invitation", window, Question)
    model = SignInModel(root.basis.background, root.basis.memory, lambda typed: typed)
    model.server, model.email, model.code = SERVER, EMAIL, CODE
    page = SignInPage(root.basis.look, model, root.basis.language)
    model.setParent(page)
    page.resize(window.size())
    page.show()
    yield Scene("sign-in-invited", page, end=_closing(page))


def _steps(window: KobraWindow) -> Iterator[Scene]:
    window.show_first_steps()
    for step in Step:
        dialog = shown(window, FirstStepsDialog)
        if isinstance(dialog, FirstStepsDialog):
            dialog.show_step(step)
            yield Scene(f"first-steps-{step.value}", dialog)
    rejected(window, FirstStepsDialog)


def _over_a_trial(window: MainWindow) -> Scene:
    """The window as who tries the program sees it."""
    window.open_page("map")
    bar = TrialBar(window.look)
    window.add_strip(bar)

    def end() -> None:
        bar.hide()
        bar.deleteLater()

    maps = window.page.findChildren(MapView)
    return Scene("trial", window, lambda: any(one.agents_shown for one in maps), end)
