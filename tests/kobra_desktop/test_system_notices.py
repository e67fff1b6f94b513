"""The notices of a Linux desktop, on a message bus of their own: a small desktop shows what it is
asked to, and clicks the older of two.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None, reason="no dbus-run-session (Debian: dbus)"
)
ROOT = Path(__file__).parents[2]
DESKTOP = """
import sys
from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
SERVICE = "org.freedesktop.Notifications"
bus = open_dbus_connection("SESSION")
bus.send_and_get_reply(message_bus.RequestName(SERVICE))
print("here", flush=True)
shown = 0
while shown < 2:
    message = bus.receive()
    if message.header.message_type is not MessageType.method_call:
        continue
    if message.header.fields[HeaderFields.member] == "GetServerInformation":
        bus.send(new_method_return(message, "ssss", ("desk", "us", "1", "1.2")))
    elif message.header.fields[HeaderFields.member] == "Notify":
        shown += 1
        print("|".join([message.body[3], message.body[4], *message.body[5]]), flush=True)
        bus.send(new_method_return(message, "u", (40 + shown,)))
place = DBusAddress("/org/freedesktop/Notifications", interface=SERVICE)
bus.send(new_signal(place, "ActionInvoked", "us", (41, "default")))
"""
PROGRAM = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from kobra_desktop.background import Background, Relay
from kobra_desktop.system_notices import SystemNotices
application = QCoreApplication([])
desktop = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE, text=True)
assert desktop.stdout.readline() == "here\\n"
background, clicked = Background(lambda problem: sys.exit(repr(problem))), Relay()
notices = SystemNotices(background, clicked.send)
clicked.arrived.connect(lambda key: (print("clicked", key, flush=True), application.quit()))
def show():
    if notices.is_ready:
        assert notices.show("Terminó una visita", "<b>A & B</b>", "Abrir", "first")
        assert notices.show("Promesa", "", "Abrir", "second")
        timer.stop()
timer = QTimer()
timer.timeout.connect(show)
timer.start(20)
QTimer.singleShot(20_000, lambda: sys.exit("nobody clicked"))
application.exec()
print(desktop.stdout.read())
desktop.wait()
assert background.close()
"""
ALONE = """
from PySide6.QtCore import QCoreApplication
from kobra_desktop.background import Background
from kobra_desktop.system_notices import SystemNotices
application = QCoreApplication([])
background = Background(print)
notices = SystemNotices(background, print)
assert not notices.show("a", "b", "c", "d")
assert background.close()
"""


def run(*command: str) -> str:
    """Its output; it has a home and a bus of its own, or none."""
    ended = subprocess.run(
        command, capture_output=True, text=True, timeout=60, cwd=ROOT, env=_environment()
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def test_each_notice_opens_its_own_thing() -> None:
    """The older one, too; what is shown is text and no markup."""
    said = run("dbus-run-session", "--", sys.executable, "-c", PROGRAM, DESKTOP)
    lines = said.splitlines()
    assert "clicked first" in lines
    assert "Terminó una visita|&lt;b&gt;A &amp; B&lt;/b&gt;|default|Abrir" in lines


def test_without_a_desktop_nobody_waits() -> None:
    run(sys.executable, "-c", ALONE)
