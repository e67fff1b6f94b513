"""The parts of `told`, each a process: `python -m benchmarks._told_parts PART`. What each has seen
is {visit: moment}, by the clock that `_crowd` names.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks._crowd import answer_until_end, follow_all, say, wished

MAIL, ENDPOINT, DESKS, WINDOW, PHONES = "mail", "endpoint", "desks", "window", "phones"
_VISIT = re.compile(r"<([0-9a-f-]{36})\.")


class Arrivals(list[Any]):
    """A list that knows when each of its things came, by visit; it keeps none of them."""

    def __init__(self, visit_of: Callable[[Any], str | None]) -> None:
        super().__init__()
        self.at: dict[str, float] = {}
        self._visit_of = visit_of

    def append(self, thing: Any) -> None:
        """Note when the first of a visit came."""
        now = time.monotonic()
        if visit := self._visit_of(thing):
            self.at.setdefault(visit, now)


def _of_mail(raw: bytes) -> str | None:
    found = _VISIT.search(raw[:4_000].decode("utf-8", "replace").partition("Message-ID:")[2])
    return found[1] if found else None


def of_post(received: Any) -> str | None:
    """The visit of a webhook."""
    visit: str | None = json.loads(received.body)["data"].get("visit_id")
    return visit


def mail() -> None:
    """A mail server; its address is the first answer."""
    from tests.field_api.mail.postbox import postbox

    wished()
    with postbox() as box:
        came = Arrivals(_of_mail)
        box.raw = came
        say(box.url)
        answer_until_end(came.at)


def endpoint() -> None:
    """A client's endpoint; its address is the first answer."""
    from tests.field_api.webhooks.receivers import receiver

    wished()
    with receiver() as hook:
        came = Arrivals(of_post)
        hook.got = came
        say(hook.url)
        answer_until_end(came.at)


def desks() -> None:
    """Control centers without a screen: {server, email, password, count, folder}."""
    wish = wished()
    follow_all(wish, Path(wish["folder"]))


def phones() -> None:
    """So many forms a minute, each at its time, whatever the one before took: {server, forms: the
    key and the visit of each, a_minute}. The one answer comes when all are done: by visit when the
    201 was read, and how many seconds after the post began.
    """
    import requests

    from tests.field_api.submissions.phone import AT_DOOR, Phone, form, photo

    wish, picture = wished(), photo()
    answered: dict[str, tuple[float, float]] = {}

    def post(key: str, visit: str) -> None:
        now = datetime.now(UTC)
        answers = {
            "start": (now - timedelta(minutes=9)).isoformat(),
            "end": (now - timedelta(seconds=5)).isoformat(),
            "visita": visit,
            "llegada": AT_DOOR,
            "resultado": "promise",
            "promesa_monto": "150000.50",
            "promesa_fecha": f"{now + timedelta(days=7):%Y-%m-%d}",
            "fachada": "fachada.jpg",
        }
        begun = time.monotonic()
        with requests.Session() as http:
            phone = Phone(wish["server"], key, http)
            answer = phone.post(form(answers), {"fachada.jpg": picture})
        done = time.monotonic()
        if answer.status_code == 201:
            answered[visit] = done, done - begun
        else:
            print(answer.status_code, answer.text, file=sys.stderr)

    posting, begun = [], time.monotonic()
    for number, (key, visit) in enumerate(wish["forms"]):
        time.sleep(max(0.0, begun + number * 60 / wish["a_minute"] - time.monotonic()))
        posting.append(threading.Thread(target=post, args=(key, visit)))
        posting[-1].start()
    for one in posting:
        one.join(60)
    say(answered)


def window() -> None:
    """One real control center, offscreen: {server, email, password, folder}."""
    wish = wished()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["KOBRA_DESKTOP_HOME"] = str(Path(wish["folder"]) / "desktop")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

    from kobra_desktop.app import Options, Root, prepare
    from kobra_desktop.models.sign_in import Credentials
    from kobra_desktop.models.telling import Tellings
    from kobra_desktop.paths import paths_of

    typed = Credentials(wish["server"], wish["email"], wish["password"])
    options = Options(server=wish["server"], theme="light", credentials=typed)
    application = prepare(options)
    paths = paths_of(options.profile)
    paths.make()
    root, noticed = Root(options, paths), dict[str, float]()

    def shown(main: Any) -> None:
        main.resize(1366, 768)
        tellings = main.findChild(Tellings)

        def note(_told: object) -> None:
            now = time.monotonic()
            for key in tellings._known or ():  # what is known and was not told, is told now
                noticed.setdefault(key.rpartition(":")[2], now)

        tellings.told.connect(note)
        say("shown")
        threading.Thread(target=answer_until_end, args=(noticed,), daemon=True).start()

    root.main_shown.connect(shown)
    root.start()
    application.exec()


if __name__ == "__main__":
    {MAIL: mail, ENDPOINT: endpoint, DESKS: desks, WINDOW: window, PHONES: phones}[sys.argv[1]]()
