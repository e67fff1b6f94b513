"""From a phone's 201 to those who wait for its visit: to the mail that the SMTP server took, to the
client's endpoint, to the replicas of 20 control centers and the notice on the screen of one.

The real server, 200 forms a minute over HTTP, a real mail server, a real endpoint, one real window
and 19 replicas that follow without a screen. `python -m benchmarks.told [--forms 200]` prints JSON,
for SQLite and PostgreSQL.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

import requests

from benchmarks._facts import machine
from benchmarks.live import pause
from field_api import command_line
from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.phones.form_keys import new_key
from field_api.settings import utc_now
from kobra_desktop.api import session
from kobra_desktop.api.http import FieldApi
from kobra_desktop.app import Options, Root, prepare
from kobra_desktop.background import Pulse
from kobra_desktop.models.sign_in import Credentials
from kobra_desktop.models.telling import Tellings
from kobra_desktop.paths import paths_of
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync.engine import Engine
from kobra_desktop.sync.loops import Follower, keep_syncing
from kobra_domain.people import ShiftSpan
from kobra_domain.visits import Visit, VisitState
from tests.field_api.databases import create_database, free_port, migrate, postgresql_server
from tests.field_api.mail.postbox import postbox
from tests.field_api.servers import PASSWORD
from tests.field_api.submissions.phone import Phone, form, photo, promise_of, publish
from tests.field_api.webhooks.receivers import receiver
from tests.field_api.world import World, build_world, write

A_MINUTE = 200
REPLICAS = 19
_VISIT = re.compile(r"<([0-9a-f-]{36})\.")


class Arrivals(list[Any]):
    """A list that knows when each of its things came, by visit."""

    def __init__(self, visit_of: Callable[[Any], str | None]) -> None:
        super().__init__()
        self.at: dict[str, float] = {}
        self._visit_of = visit_of

    def append(self, thing: Any) -> None:
        """Note when the first of a visit came."""
        super().append(thing)
        if visit := self._visit_of(thing):
            self.at.setdefault(visit, time.monotonic())


def of_mail(raw: bytes) -> str | None:
    """The visit of a mail, by the head of it."""
    found = _VISIT.search(raw[:4_000].decode("utf-8", "replace").partition("Message-ID:")[2])
    return found[1] if found else None


def of_post(received: Any) -> str | None:
    """The visit of a webhook."""
    visit: str | None = json.loads(received.body)["data"].get("visit_id")
    return visit


@dataclass
class Case:
    """One engine, and when each visit was answered and where it came, by visit."""

    name: str
    url: str
    folder: Path
    answered: dict[str, float] = field(default_factory=dict)
    replicas: list[dict[str, float]] = field(default_factory=list)
    noticed: dict[str, float] = field(default_factory=dict)


@contextmanager
def serving(case: Case, smtp: str) -> Iterator[str]:
    """A server process of the day of the field; answers its address."""
    port = free_port()
    (case.folder / "clock").write_text(datetime.now(UTC).isoformat())
    wish = {"place": "", "when": "", "url": case.url, "folder": str(case.folder)}
    command = [sys.executable, "-m", "tests.field_api.results.doomed"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({**wish, "port": port, "smtp": smtp}) + "\n")
    process.stdin.flush()
    child = int(process.stdout.readline())
    base = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 60
        while not _is_ready(base) and time.monotonic() < until:
            time.sleep(0.1)
        yield base
    finally:
        os.kill(child, 15)
        process.stdin.close()
        process.wait(30)


def _is_ready(base: str) -> bool:
    try:
        return requests.get(f"{base}/ready", timeout=5).ok
    except requests.RequestException:
        return False


def founded(case: Case, hook: str, forms: int) -> tuple[World, str, list[Visit]]:
    """The small field, who follows it, and a visit for each form."""
    migrate(case.url)
    database = Database(case.url)
    now = datetime.now(UTC)  # a control center goes by the hour that answers carry
    world = build_world(database, now)
    publish(database)
    always = [
        ShiftSpan(weekday=day, start=time_of_day(0), end=time_of_day(23, 59)) for day in range(7)
    ]
    party = replace(world.north.party, agreed_hours=tuple(always), agreed_hours_document="Acta 3")
    with database.begin() as connection:
        record_all(connection, [(party, world.north.party)], at=now)
    agent = world.north.agent.id
    moments = {"created_at": now, "assigned_at": now, "on_phone_at": now}
    today = now.astimezone(ZoneInfo("America/Bogota")).date()
    made = {"agent_id": agent, "planned_on": today, "state": VisitState.ON_PHONE, **moments}
    visits = [world.north.visit(**made) for _ in range(forms)]
    write(database, *visits)
    with database.begin() as connection:
        key = new_key(connection, agent, now)
    database.close()
    where = ["--database-url", case.url, "--portfolio", world.north.portfolio.name]
    os.environ["KOBRA_DATA_FOLDER"] = str(case.folder / "data")
    follow = ["follow", *where, "--email", "jefa@kobra.example", "--each"]
    assert command_line.main(follow) == 0
    assert command_line.main(["webhook", "add", *where, "--url", hook, "--allow-private"]) == 0
    return world, key, visits


class Follows:
    """A control center without a screen: its replica follows the server."""

    def __init__(self, base: str, email: str, file: Path, seen: dict[str, float]) -> None:
        self._api = FieldApi(base, guard=threading.Lock(), on_tokens=lambda _tokens: None)
        me = session.sign_in(self._api, email=email, password=PASSWORD).user.id
        self._replica = Replica(file, bytes(range(32)), me)
        self._seen = seen
        self._pulses = (Pulse(), Pulse())
        engine = Engine(self._replica, self._api, utc_now, threading.Lock(), lambda _status: None)
        engine.run(lambda: False)
        self._replica.subscribe(self._note)
        self._follower = Follower(
            self._api,
            self._replica,
            utc_now,
            on_latest=lambda _positions, _is_whole: None,
            on_hint=self._pulses[0].poke,
            on_live=engine.set_live,
            chance=Random(1),
        )
        work = (lambda: keep_syncing(engine, self._pulses[0], Random(2)),
                lambda: self._follower.run(self._pulses[1]))  # fmt: skip
        self._threads = [threading.Thread(target=one, daemon=True) for one in work]
        for thread in self._threads:
            thread.start()

    def _note(self, news: ChangeSet) -> None:
        now = time.monotonic()
        for visit in news.ids_of("visit") or ():
            self._seen.setdefault(visit, now)

    def stop(self) -> None:
        """End its loops."""
        for pulse in self._pulses:
            pulse.stop()
        self._follower.stop()
        for thread in self._threads:
            thread.join(10)
        self._replica.close()
        self._api.close()


def post_all(case: Case, phone: Phone, visits: list[Visit]) -> None:
    """So many forms a minute, each at its time, whatever the one before took."""
    begun = time.monotonic()

    def post(visit: Visit) -> None:
        with requests.Session() as http:
            now = datetime.now(UTC)
            said = {
                "start": (now - timedelta(minutes=9)).isoformat(),
                "end": (now - timedelta(seconds=5)).isoformat(),
                "promesa_fecha": f"{now + timedelta(days=7):%Y-%m-%d}",
            }
            filled = form(promise_of(visit, **said))
            answer = Phone(phone.base, phone.key, http).post(filled, {"fachada.jpg": PHOTO})
        assert answer.status_code == 201, answer.text
        case.answered[visit.id] = time.monotonic()

    posting = []
    for number, visit in enumerate(visits):
        time.sleep(max(0.0, begun + number * 60 / A_MINUTE - time.monotonic()))
        posting.append(threading.Thread(target=post, args=(visit,)))
        posting[-1].start()
    for one in posting:
        one.join(60)


def opened(root: Root, noticed: dict[str, float]) -> None:
    """Open the window and note when it tells of each visit."""
    window: list[Any] = []
    root.main_shown.connect(window.append)
    root.start()
    while not window:
        pause(50)
    window[0].resize(1366, 768)
    tellings = window[0].findChild(Tellings)
    assert isinstance(tellings, Tellings)

    def note(_told: object) -> None:
        now = time.monotonic()
        for key in tellings._known or ():  # what is known and was not told, is told now
            noticed.setdefault(key.rpartition(":")[2], now)

    tellings.told.connect(note)


def measured(case: Case, forms: int) -> dict[str, Any]:
    """One engine's minute."""
    with postbox() as box, receiver() as hook:
        mails, posts = Arrivals(of_mail), Arrivals(of_post)
        box.raw, hook.got = mails, posts
        world, key, visits = founded(case, hook.url, forms)
        who = world.email("supervisor")
        with serving(case, box.url) as base:
            options = Options(
                server=base, theme="light", credentials=Credentials(base, who, PASSWORD)
            )
            application = prepare(options)
            paths = paths_of(options.profile)
            paths.make()
            root = Root(options, paths)
            opened(root, case.noticed)
            case.replicas = [{} for _ in range(REPLICAS)]
            files = (case.folder / f"{number}.db" for number in range(REPLICAS))
            follows = [
                Follows(base, who, file, seen)
                for file, seen in zip(files, case.replicas, strict=True)
            ]
            pause(5_000)
            posting = threading.Thread(target=post_all, args=(case, Phone(base, key), visits))
            posting.start()
            places = (mails.at, posts.at, case.noticed, *case.replicas)
            until = time.monotonic() + forms * 60 / A_MINUTE + 60
            while time.monotonic() < until and not (
                not posting.is_alive() and all(case.answered.keys() <= one.keys() for one in places)
            ):
                pause(100)
            posting.join(60)
            for one in follows:
                one.stop()
            root.close()
            del application
    everybody = {
        f"{visit} {number}": at
        for number, seen in enumerate(case.replicas)
        for visit, at in seen.items()
    }
    asked = {
        f"{visit} {number}": at for number in range(REPLICAS) for visit, at in case.answered.items()
    }
    return {
        "mail": spread_s(case.answered, mails.at),
        "webhook": spread_s(case.answered, posts.at),
        "replicas": spread_s(asked, everybody),
        "notice": spread_s(case.answered, case.noticed),
    }


def spread_s(answered: Mapping[str, float], came: Mapping[str, float]) -> dict[str, Any]:
    """Seconds from a phone's 201; `lost`: what never came."""
    took = [came[one] - at for one, at in answered.items() if one in came]
    if len(took) < 2:
        return {"lost": len(answered) - len(took)}
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    found = {f"p{n}_s": round(cuts[n - 1], 3) for n in (50, 95, 99)}
    return {**found, "lost": len(answered) - len(took)}


PHOTO = photo()


def one_engine(name: str, forms: int) -> dict[str, Any]:
    """In a process of its own, for it has a window."""
    with ExitStack() as stack:
        kept = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(kept))
        os.environ["KOBRA_DESKTOP_HOME"] = str(folder / "desktop")
        url = f"sqlite:///{folder / 'one.db'}"
        if name == "postgresql":
            (folder / "pg").mkdir()
            engine = stack.enter_context(postgresql_server(folder / "pg", is_durable=True))
            url = create_database(engine, "one")
        return measured(Case(name, url, folder), forms)


def main() -> None:
    """Measure each engine and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=A_MINUTE)
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.engine:
        with redirect_stdout(sys.stderr):
            found = one_engine(asked.engine, asked.forms)
        sys.stdout.write(json.dumps(found))
        sys.stdout.flush()
        os._exit(0)  # the web engine's own end is not what is measured
    said: dict[str, Any] = {**machine(), "forms_a_minute": A_MINUTE, "desktops": REPLICAS + 1}
    for name in ("sqlite", "postgresql"):
        command = [sys.executable, "-m", "benchmarks.told", "--engine", name]
        done = subprocess.run(
            [*command, "--forms", str(asked.forms)], stdout=subprocess.PIPE, check=True
        )
        said[name] = json.loads(done.stdout)
    sys.stdout.write(json.dumps(said, indent=1) + "\n")


if __name__ == "__main__":
    main()
