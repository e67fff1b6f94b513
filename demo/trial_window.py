"""The control center of a trial: invented data is said to be so all the time, and nobody is asked
for a password that only the trial knows.
"""

from demo.trial import tell
from kobra_desktop.app import Root
from kobra_desktop.app.locking import LOCK_MINUTES
from kobra_desktop.views.first_run.trial_bar import TrialBar
from kobra_desktop.views.window import MainWindow

FIRST_PAGE = "map"


def prepare_trial(root: Root) -> None:
    """Before it starts."""
    root.basis.memory.write("window", {"page": FIRST_PAGE})
    root.basis.settings.write(LOCK_MINUTES, 0)

    root.main_shown.connect(lambda window: mark(window, root))


def mark(window: MainWindow, root: Root) -> None:
    """The window of somebody who is in."""
    bar = TrialBar(window.look)
    bar.remove_requested.connect(root.quit)
    window.add_strip(bar)
    window.setWindowTitle(f"Kobra Desktop · {bar.title}")
    # All would lead to a door whose key nobody has.
    for asked in (window.lock_requested, window.password_requested):
        asked.disconnect()
        asked.connect(lambda: window.toast.say(bar.no_password))
    window.sign_out_requested.disconnect(root.inside.sign_out)
    window.sign_out_requested.connect(root.quit)
    tell(step="shown")
