"""From a phone's 200 to its painted marker: the real server with the invented city's phones, and
the real control center on its map page, each in a process of its own, over HTTP on the loopback.

One more phone walks; the page notes when its marker stands elsewhere. `python -m benchmarks.live
[--fixes 20]` prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stdout
from pathlib import Path
from random import Random
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

import requests

from benchmarks._facts import machine, spread
from demo.city import City
from field_api.simulator.verbs import ADMIN
from kobra_desktop.app import Options, Root, prepare
from kobra_desktop.map.view import MapView
from kobra_desktop.models.sign_in import Credentials
from kobra_desktop.paths import paths_of
from kobra_domain.wire import LIVE_COALESCED_S

from PySide6.QtCore import QEventLoop, QTimer  # isort: skip

START = (4.4200, -70.3000)  # beside the invented city: nobody makes a cluster with it
STEP = 0.0005  # degrees: some fifty metres
ZOOM = 17  # where the whole walk is seen
_NOTE = """
window.moves = [];
(function look() {
  const spot = JSON.stringify(KobraMap.spot('%s'));
  if (spot !== window.seen) { window.seen = spot; moves.push(Date.now()); }
  requestAnimationFrame(look);
})(); 1
"""


def pause(ms: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def ask(view: MapView, code: str) -> Any:
    """The value of an expression in the page."""
    said: list[Any] = []
    view._host.page.runJavaScript(code, 0, said.append)
    while not said:
        pause(2)
    return said[0]


def add_phone(folder: Path, server: str) -> tuple[str, str]:
    """One more agent: its id, and the address its phone speaks to."""
    words = [sys.executable, "-m", "field_api", "agent", "add", "--team", "Equipo Norte"]
    words += ["--database-url", f"sqlite:///{folder / 'city.db'}", "--code", "BENCH"]
    said = subprocess.run([*words, "--name", "Fija"], stdout=subprocess.PIPE, check=True)
    made = json.loads(said.stdout)
    return str(made["id"]), f"{server}/phones/{made['osmand_url'].rpartition('/')[2]}"


def report(phone: str, step: int) -> tuple[float, float]:
    """Send a fix; when it was sent and when the 200 was here, in ms of the epoch."""
    sent = time.time() * 1_000
    answer = requests.post(
        phone,
        data={
            "id": "BENCH",
            "lat": f"{START[0] + STEP * (step % 9):.6f}",
            "lon": f"{START[1] + STEP * (step % 2):.6f}",
            "timestamp": str(int(sent)),
            "accuracy": "6",
            "batt": "80",
        },
        timeout=20,
    )
    answer.raise_for_status()
    return sent, time.time() * 1_000


def opened(root: Root, phone: str) -> MapView:
    """The map page with the phone's marker on it."""
    window: list[Any] = []
    root.main_shown.connect(window.append)
    root.start()
    while not window:
        pause(50)
    window[0].resize(1366, 768)
    window[0].open_page("map")
    view = window[0].page.findChild(MapView)
    assert isinstance(view, MapView)
    while view.view is None:  # the engine is asked once the ground has been seen
        pause(10)
    report(phone, 0)
    return view


def followed(view: MapView, agent_id: str, phone: str, fixes: int) -> dict[str, Any]:
    """Delays of so many fixes, at chance moments."""
    while not _is_in_sight(view, agent_id):
        report(phone, 0)
    ask(view, _NOTE % agent_id)
    chance, from_200, from_sent, lost = Random(3), [], [], 0
    for step in range(1, fixes + 1):
        pause(chance.randrange(2_500, 3_500))  # the marker glides for a second
        until = time.monotonic() + 20  # then it is counted as not seen
        while time.monotonic() < until and not (_is_in_sight(view, agent_id) and _is_at_rest(view)):
            pass
        sent, answered = report(phone, step)
        until = time.monotonic() + 10
        while not (seen := float(ask(view, "moves[0] || 0"))) and time.monotonic() < until:
            pause(10)
        if seen:
            from_200.append(seen - answered)
            from_sent.append(seen - sent)
        lost += not seen
    return {
        "from_200_to_marker_ms": spread(from_200),
        "from_sent_to_marker_ms": spread(from_sent),
        "not_seen_in_10_s": lost,
    }


def _is_in_sight(view: MapView, agent_id: str) -> bool:
    """Whether the marker stands alone on the map; else it is looked at: the page fits all once."""
    if ask(view, f"JSON.stringify(KobraMap.spot('{agent_id}'))") not in (None, "", "null"):
        return True
    view.look_at(*START, ZOOM)
    pause(1_500)
    return False


def _is_at_rest(view: MapView) -> bool:
    """Whether the marker stands: on a busy machine it glides on from the fix before."""
    ask(view, "moves.length = 0; 1")
    pause(700)
    return not ask(view, "moves.length")


def measured(fixes: int) -> dict[str, Any]:
    """Start everything, measure, end everything."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["KOBRA_DESKTOP_HOME"] = str(folder / "desktop")
        city = City(folder, agents=24, days=21)  # as the demonstration: one kept past
        try:
            city.build()
            city.start()
            agent_id, phone = add_phone(folder, city.server)
            typed = Credentials(city.server, ADMIN, city.password)
            options = Options(server=city.server, theme="light", credentials=typed)
            application = prepare(options)
            paths = paths_of(options.profile)
            paths.make()
            root = Root(options, paths)
            view = opened(root, phone)
            found = followed(view, agent_id, phone, fixes)
            root.close()
            del application
        finally:
            city.stop()
    return {"phones_besides": 24, "coalesced_ms": LIVE_COALESCED_S * 1_000, **found}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixes", type=int, default=20)
    asked = parser.parse_args()
    facts = machine()
    with redirect_stdout(sys.stderr):  # the city says how far it is
        found = measured(asked.fixes)
    sys.stdout.write(json.dumps({**facts, **found}, indent=1) + "\n")
    sys.stdout.flush()
    os._exit(0)  # the web engine's own end is not what is measured


if __name__ == "__main__":
    main()
