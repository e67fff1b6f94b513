"""What who installs the program meets, in the order of a first day: how it begins, a new company's
morning, the help.
"""

from collections.abc import Iterator

from demo import begin_scenes, help_scenes, morning_scenes
from demo.scene import Scene
from kobra_desktop.app import Root
from kobra_desktop.views.sos import SosBar
from kobra_desktop.views.window import MainWindow

CRASHES = help_scenes.CRASHES  # the picture on which the crash dialog is meant to be


def scenes(root: Root, window: MainWindow) -> Iterator[Scene]:
    """All of them, without the calls for help; the last ones give the city another map."""
    for bar in window.findChildren(SosBar):
        bar.setMaximumHeight(0)
    yield from begin_scenes.scenes(root, window)
    yield from help_scenes.scenes(root, window)
    yield from morning_scenes.scenes(window)
