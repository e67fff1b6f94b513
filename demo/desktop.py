"""`python -m demo.desktop`: the control center of the demonstration, signed in as the supervisor,
shown or painted. The first line of its standard input is a Wish; it ends when that closes.
"""

import signal
import sys
from datetime import timedelta
from pathlib import Path

import keyring
from PySide6.QtCore import QMetaObject, Qt

from demo.left import when_left
from demo.memory_keyring import MemoryKeyring
from demo.pictures import Order, Photographer
from demo.trial_window import prepare_trial
from demo.wish import Wish, read
from kobra_desktop import logs
from kobra_desktop.app import Options, Root, prepare
from kobra_desktop.app.basis import utc_now
from kobra_desktop.models.sign_in import Credentials
from kobra_desktop.paths import paths_of
from kobra_desktop.views.theme import TEXT_SCALE, Look


def show(wish: Wish) -> int:
    """Open the control center until it is closed, or until the pictures are made."""
    options = Options(
        server=wish.server,
        language=wish.language,
        theme=wish.theme,
        credentials=Credentials(wish.server, wish.email, wish.password),
    )
    application = prepare(options)
    when_left(
        lambda: QMetaObject.invokeMethod(application, "quit", Qt.ConnectionType.QueuedConnection)
    )
    paths = paths_of(options.profile)
    paths.make()
    logs.start_logs(paths.logs, options.log_level)
    ahead = timedelta(seconds=wish.ahead_s)
    if wish.has_contrast:
        # No screen here lets anybody ask for it.
        setattr(Look, "is_high_contrast", property(lambda _look: True))  # noqa: B010
    root = Root(options, paths, clock=lambda: utc_now() + ahead)
    if wish.text_scale != 1.0:
        root.basis.memory.write(TEXT_SCALE, wish.text_scale)
        root.basis.look.apply(root.basis.look.choice, wish.text_scale)
    photographer = None
    if wish.snapshot:
        order = Order(
            Path(wish.snapshot),
            wish.seconds,
            wish.size,
            Path(wish.files),
            wish.has_scenes,
            wish.has_tints,
            wish.only_today,
            wish.only,
        )
        photographer = Photographer(root, order, wish.begun_s)
    if wish.is_trial:
        prepare_trial(root)
    root.start()
    code = application.exec()
    root.close()
    return photographer.code if photographer is not None else code


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the owner, who ends us
    keyring.set_keyring(MemoryKeyring())
    told = sys.stdin.buffer.readline()
    sys.exit(show(read(told)) if told else 0)
