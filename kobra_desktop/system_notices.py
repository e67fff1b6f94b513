"""The notices of a Linux desktop (`org.freedesktop.Notifications`): each says which one was
clicked, which a tray icon does not. Spoken with jeepney; elsewhere, and where no desktop listens,
`is_ready` stays false.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from kobra_desktop.background import Background, Pulse, new_lock

NAME = "Kobra Desktop"
PLACE = "/org/freedesktop/Notifications"
SERVICE = "org.freedesktop.Notifications"
AGAIN_S = 60.0
MOST_HELD = 200  # notices of which it is known what they open
_log = logging.getLogger(__name__)


class SystemNotices:
    """`on_clicked` is called with a notice's key, on a thread of its own."""

    def __init__(self, background: Background, on_clicked: Callable[[str], None]) -> None:
        self._background, self._on_clicked = background, on_clicked
        self.is_ready = False
        self._connection: Any = None
        self._sent: dict[int, str] = {}  # keys by the number of the message, until it is answered
        self._shown: dict[int, str] = {}  # keys by the desktop's number of the notice
        self._guard = new_lock()
        self._pulse: Pulse | None = None
        if sys.platform == "linux":
            self._pulse = background.keep_running(self._run, self._interrupt)

    def show(self, title: str, body: str, open_words: str, key: str) -> bool:
        """Ask the desktop to show a notice; False when it cannot be asked."""
        connection = self._connection
        if connection is None or not self.is_ready:
            return False
        # Markup is the desktop's: nothing of ours is any.
        plain = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        hints = {"desktop-entry": ("s", "kobra-desktop")}
        parts = (NAME, 0, "kobra-desktop", title, plain, ["default", open_words], hints, -1)
        serial = next(connection.outgoing_serial)
        with self._guard:
            self._sent[serial] = key
        try:
            connection.send(_call("Notify", "susssasa{sv}i", parts), serial=serial)
        except OSError:
            self.is_ready = False
            return False
        return True

    def stop(self) -> None:
        """Whoever showed them is gone."""
        if self._pulse is not None:
            self._pulse.stop()
            self._interrupt()

    def _interrupt(self) -> None:
        connection = self._connection
        if connection is not None:
            connection.interrupt()

    def _run(self, pulse: Pulse) -> None:
        try:
            threading = import_module("jeepney.io.threading")
        except ImportError:
            return
        while not pulse.stopped():
            try:
                self._listen(threading, pulse)
            except threading.ReceiveStopped:
                return
            except (OSError, LookupError, ValueError, RuntimeError) as problem:
                _log.info("no notices of the desktop: %s", type(problem).__name__)
            finally:
                self.is_ready, self._connection = False, None
            pulse.wait(AGAIN_S)

    def _listen(self, threading: Any, pulse: Pulse) -> None:
        connection = threading.open_dbus_connection("SESSION")
        try:
            self._connection = connection
            rule = f"type='signal',interface='{SERVICE}',member='ActionInvoked'"
            connection.send(import_module("jeepney").message_bus.AddMatch(rule))
            asked = next(connection.outgoing_serial)
            connection.send(_call("GetServerInformation"), serial=asked)
            while not pulse.stopped():
                self._hear(connection.receive(), asked)
        finally:
            connection.close()

    def _hear(self, message: Any, asked: int) -> None:
        kinds = import_module("jeepney").MessageType
        fields = import_module("jeepney").HeaderFields
        header = message.header
        answered = header.fields.get(fields.reply_serial)
        if header.message_type is kinds.method_return and answered == asked:
            self.is_ready = True
        elif header.message_type is kinds.method_return and answered in self._sent:
            with self._guard:
                self._shown[message.body[0]] = self._sent.pop(answered)
                while len(self._shown) > MOST_HELD:
                    self._shown.pop(next(iter(self._shown)))
        elif header.message_type is kinds.error:
            self._sent.pop(answered, None)
        elif header.fields.get(fields.member) == "ActionInvoked":
            key = self._shown.pop(message.body[0], None)
            if key is not None:
                self._on_clicked(key)


def _call(member: str, signature: str | None = None, parts: tuple[Any, ...] = ()) -> Any:
    jeepney = import_module("jeepney")
    where = jeepney.DBusAddress(PLACE, bus_name=SERVICE, interface=SERVICE)
    return jeepney.new_method_call(where, member, signature, parts)
