"""The web engine and what the map's page is made with are there before the first map asks."""

import subprocess
import sys

import pytest

_IDLE = """
import sys
from pathlib import Path
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from kobra_desktop.app.warming import Warming
from kobra_desktop.background import Background
from kobra_desktop.web.walls import register_scheme

def is_warm():
    tasks = [task.read_text() for task in Path("/proc/self/task").glob("*/comm")]
    return "folium" in sys.modules, any("Chrome" in task for task in tasks)

register_scheme()
application = QApplication([])
background = Background(lambda bug: print(repr(bug)))
window = QWidget()
window.show()
print(is_warm())
warming = Warming(background, application, after_minutes=0.001)
warming.done.connect(application.quit)
QTimer.singleShot(60_000, lambda: application.exit(1))
code = application.exec()
print(is_warm(), background.close(), code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's table of threads")
def test_the_engine_is_warm_once_nobody_works() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IDLE], capture_output=True, text=True, timeout=90, check=False
    )
    assert done.stdout.splitlines() == ["(False, False)", "(True, True) True 0"], done.stderr
