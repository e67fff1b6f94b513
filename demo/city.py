"""The field API on SQLite in a folder of its own, filled with the invented city, and its phones:
three processes.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import requests
from platformdirs import user_cache_path

from demo.hours import AHEAD_VARIABLE, begun_at
from demo.mailbox import Mailbox
from demo.map_source import MapSource
from demo.receiver import BankSystem
from demo.saying import say
from field_api.simulator.script import read_script
from field_api.simulator.verbs import SUPERVISOR

READY_WITHIN_S = 120.0
LOOK_EVERY_S = 0.1
PARTIES = 3_400
END_WITHIN_S = 15.0
BASEMAP = "basemap.pmtiles"  # said anew: what knows it loads half the server
TOLD_PORTFOLIOS = ("Microcrédito urbano", "Crédito rural")  # whose banks hear by webhook
CLIENT = "cartera@banco-ambar.example"  # who at the first bank is told by mail


class CityError(Exception):
    """The city could not be started; the text says which part and where its words are."""


class City:
    """`server` is its address and `password` everybody's, the supervisor's `email` among them;
    `files` is where last night's files of its bank lie, to be dropped on the control center, and
    `mails` where what was sent by mail does. `at`: the moment that it is in the city; None: the
    machine's. `cache`: where the built city is kept for the next; None: of this account.
    `has_bank`: the banks hear of visits. `is_left`: nobody wants it any more.
    `parties`: doors at which somebody owes.
    """

    email = SUPERVISOR

    def __init__(
        self,
        folder: Path,
        *,
        agents: int,
        days: int,
        at: datetime | None = None,
        cache: Path | None = None,
        has_bank: bool = True,
        parties: int = PARTIES,
    ) -> None:
        self._folder, self._has_bank, self.is_left = folder, has_bank, False
        now = datetime.now(UTC)
        self.ahead = at - now if at is not None else timedelta()
        self._built_ahead = begun_at(at) - now if at is not None else timedelta()
        self._agents, self._days, self._parties = agents, days, parties
        self.password = secrets.token_urlsafe(16)
        self._port = _free_port()
        self.server = f"http://127.0.0.1:{self._port}"
        self._bank = BankSystem()
        self._world = folder / "world.pmtiles"  # of which a region can be taken
        self._map_source = MapSource(self._world)
        self._children: list[subprocess.Popen[bytes]] = []
        self._logs: list[IO[bytes]] = []
        self.files, self.mails = folder / "archivos", folder / "correos"
        self._mailbox = Mailbox(_free_port(), self.mails)
        self._database = ("--database-url", f"sqlite:///{(folder / 'city.db').as_posix()}")
        self._data = ("--data-folder", str(folder / "server"))
        kept = cache or user_cache_path("kobra-desktop") / "city"
        self._script = ("--script", str(folder / "script.json"), "--cache", str(kept))

    def build(self) -> None:
        """Begin to build the city and its past; `start` waits for it."""
        say("Building Villa Ámbar, an invented city, and its past")
        size = ("--agents", str(self._agents), "--parties", str(self._parties))
        files = ("--files", str(self.files))
        past = ("--days", str(self._days))
        words = (*self._database, *self._data, *self._script, *size, *past, *files)
        self._seed = self._begin("seed", *words, ahead=self._built_ahead)

    def wait_built(self) -> None:
        """Until the city and its past are there. Raises CityError."""
        code = self._seed.wait()
        if self._seed in self._children:
            self._children.remove(self._seed)
        if code:
            raise CityError(f"seed ended with {code}; {self._words()}")

    def building(self) -> Iterator[int]:
        """How many lines the building has said so far, each time that it is another, until it
        ends.
        """
        said, before = self._folder / "seed.log", -1
        while self._seed.poll() is None:
            if (lines := said.read_bytes().count(b"\n")) != before:
                yield lines
            before = lines
            time.sleep(LOOK_EVERY_S)

    def start(self, tell: Callable[[str], object] = str) -> None:
        """Wait for the city, start the server, then the phones; `tell` is told of each by its
        name. Raises CityError.
        """
        self.wait_built()
        tell("server")
        shutil.copyfile(self._folder / "server" / BASEMAP, self._world)
        if self._has_bank:
            self._tell_the_bank()
            self._follow()
        self._mailbox.start()
        say("Starting the field API")
        server = self._begin("serve", *self._database, *self._data, "--port", str(self._port))
        self._await_ready(server)
        say("The agents pick up their phones")
        tell("phones")
        self._begin("simulate", "--server", self.server, *self._script)

    def check(self) -> None:
        """Raise CityError if one of its processes has ended."""
        for child in self._children:
            if child.poll() is not None:
                raise CityError(f"a process ended with {child.returncode}; {self._words()}")

    def leave(self) -> None:
        """End what runs, from any thread: whoever waits for it gets a CityError."""
        self.is_left = True
        for child in [*self._children]:
            assert child.stdin is not None
            child.stdin.close()

    def stop(self) -> None:
        """End all processes, the phones first."""
        for child in reversed(self._children):
            assert child.stdin is not None
            child.stdin.close()
        for child in reversed(self._children):
            with suppress(subprocess.TimeoutExpired):
                child.wait(END_WITHIN_S)
            child.kill()
            child.wait()
        for log in self._logs:
            log.close()
        self._bank.stop()
        self._mailbox.stop()
        self._map_source.stop()

    def _tell_the_bank(self) -> None:
        """The systems of the banks hear of each visit by webhook, the first of what happened
        today before it was there too. Raises CityError.
        """
        made = []
        for name in TOLD_PORTFOLIOS:
            told = ("--portfolio", name, "--url", self._bank.url, "--allow-private")
            self._done("webhook", "add", *self._database, *self._data, *told)
            said = (self._folder / "webhook.log").read_text("utf-8").splitlines()
            made.append(json.loads(said[-1])["id"])
        # This day was recorded when the city begins, the past all at once a minute before.
        since = read_script(self._folder / "script.json").now - timedelta(seconds=1)
        day = ("--id", made[0], "--since", since.isoformat())
        self._done("webhook", "replay", *self._database, *day)

    def _follow(self) -> None:
        """Who is told of each visit by mail: the supervisor, and the bank. Raises CityError."""
        for words in (
            ("--email", self.email, "--cap", "60"),
            ("--email", CLIENT, "--cap", "20", "--client"),
        ):
            told = ("--portfolio", TOLD_PORTFOLIOS[0], "--each", *words)
            self._done("follow", *self._database, *told)

    def _done(self, verb: str, *words: str) -> None:
        """Run a verb to its end. Raises CityError."""
        child = self._begin(verb, *words)
        code = child.wait()
        self._children.remove(child)
        if code:
            raise CityError(f"{verb} ended with {code}; {self._words()}")

    def _begin(
        self, verb: str, *words: str, ahead: timedelta | None = None
    ) -> subprocess.Popen[bytes]:
        seconds = (self.ahead if ahead is None else ahead).total_seconds()
        log = (self._folder / f"{verb}.log").open("wb")
        self._logs.append(log)
        child = subprocess.Popen(
            [sys.executable, "-m", "demo.child", verb, *words],
            env={
                **os.environ,
                "KOBRA_ADMIN_PASSWORD": self.password,
                "PYTHONUTF8": "1",
                AHEAD_VARIABLE: str(seconds),
                "KOBRA_SMTP_URL": self._mailbox.url,
                "KOBRA_MAIL_FROM": "Kobra <kobra@villa-ambar.example>",
                "KOBRA_TILES_SOURCE": self._map_source.url,
                "KOBRA_TILES_PRIVATE": "1",
            },
            stdin=subprocess.PIPE,  # closed by our end, whatever that is: it ends the child
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        self._children.append(child)
        if self.is_left:
            self.leave()
        return child

    def _await_ready(self, server: subprocess.Popen[bytes]) -> None:
        last_s = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < last_s and server.poll() is None:
            with suppress(requests.RequestException):
                if requests.get(f"{self.server}/ready", timeout=5).ok:
                    return
            time.sleep(LOOK_EVERY_S)
        raise CityError(f"the field API did not become ready; {self._words()}")

    def _words(self) -> str:
        """The last lines that the children said: the folder is gone when a person could look."""
        found = []
        for log in self._logs:
            log.flush()
            text = Path(log.name).read_text("utf-8", errors="replace").strip()
            found += [f"{Path(log.name).stem}: {line}" for line in text.splitlines()[-12:]]
        return "it said:\n" + "\n".join(found)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
