"""All phones of a script, speaking real HTTP to a real server in real or accelerated time."""

import heapq
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import requests

from field_api.simulator.api_client import ApiClient
from field_api.simulator.collect_app import CollectApp
from field_api.simulator.day import generation
from field_api.simulator.events import CheckedIn, Event
from field_api.simulator.lenders import DOMAIN
from field_api.simulator.phone import Phone
from field_api.simulator.script import Script, next_working_day
from field_api.submissions.logic import LogicWorker
from kobra_domain.people import Agent

WORKERS = 8
IDLE_S = 0.5
REPORT_EACH_S = 10.0


@dataclass(frozen=True, slots=True)
class SimulatedClock:
    """Time that runs `speed` times as fast as real time, from `start_at` on.

    `present`: the moment that it may not pass; phones cannot report from the future.
    """

    start_at: datetime
    speed: float = 1.0
    present: Callable[[], datetime] | None = None
    _begun_s: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """The simulated moment."""
        elapsed_s = (time.monotonic() - self._begun_s) * self.speed
        moment = self.start_at + timedelta(seconds=elapsed_s)
        return moment if self.present is None else min(moment, self.present())

    def seconds_until(self, at: datetime) -> float:
        """Real seconds until a simulated moment."""
        return max(0.0, (at - self.now()).total_seconds() / self.speed)


def run(
    server: str,
    script: Script,
    password: str,
    *,
    stop: threading.Event,
    clock: SimulatedClock | None = None,
    with_forms: bool = True,
    workers: int = WORKERS,
    report: Callable[[Counter[str]], None] | None = None,
) -> Counter[str]:
    """Let the phones live; those without a token are first enrolled as an administrator does it.

    Runs until `stop` is set, day after day; answers what was told. What should have
    been told between the script's beginning and now is told first. Raises
    requests.RequestException if the server cannot be reached at the beginning.
    """
    ticking = clock or SimulatedClock(datetime.now(UTC))
    worker = LogicWorker() if with_forms else None
    phones = enrolled(server, script, password, worker)
    try:
        _live(phones, ticking, stop, workers, report)
    finally:
        for phone in phones:
            if phone.forms is not None:
                phone.forms.close()
        if worker is not None:
            worker.close()
    return total(phones)


def enrolled(
    server: str, script: Script, password: str, worker: LogicWorker | None = None
) -> list[Phone]:
    """A phone for each agent, with what it has to tell after the script's beginning.

    With a `worker`, which fills in forms, each has the app for forms too.
    """
    accounts = {account.id: account for account in script.world.accounts}
    admin = ApiClient(server, f"admin@{DOMAIN}", password)
    known = {item["code"]: item["id"] for item in admin.get("/agents")["items"]}
    phones = []
    for number, agent in enumerate(script.world.agents, start=1):
        day = script.today(agent)
        if day is None or agent.code not in known:
            continue
        if script.phone_key:
            url = f"{server.rstrip('/')}/phones/{script.phone_token(agent.code)}"
            forms_url = f"{server.rstrip('/')}/key/{script.form_key(agent.code)}"
        else:
            told = admin.post(f"/agents/{known[agent.code]}/enrolment")
            url, forms_url = told["osmand_url"], told["openrosa_url"]
        ahead = deque(event for event in day.events() if event.sent_at > script.now)
        phone = Phone(agent.code, generation(number), url, ahead)
        phone.refill = _days_after(script, agent).__next__
        if worker is not None:
            debts = {v.id: [accounts[one] for one in v.account_ids] for v in day.visits}
            phone.forms = CollectApp(forms_url, worker, debts, phone.tally)
            for event in day.events():
                if isinstance(event, CheckedIn) and event.sent_at <= script.now:
                    phone.forms.act(event)
        phones.append(phone)
    admin.close()
    return phones


def _days_after(script: Script, agent: Agent) -> Iterator[list[Event]]:
    """The events of one working day after the other, for ever."""
    day = script.world.today
    while True:
        day = next_working_day(day)
        made = script.later(agent, day - timedelta(days=1))
        yield made.events() if made is not None else []


def total(phones: list[Phone]) -> Counter[str]:
    """What all phones told together."""
    counted: Counter[str] = Counter()
    for phone in phones:
        counted.update(phone.tally)
    return counted


def _live(
    phones: list[Phone],
    clock: SimulatedClock,
    stop: threading.Event,
    workers: int,
    report: Callable[[Counter[str]], None] | None,
) -> None:
    """Whoever is due soonest speaks next; a phone is with one worker at a time."""
    local = threading.local()
    due = [(clock.now(), number) for number in range(len(phones))]
    heapq.heapify(due)
    speaking: dict[Future[None], int] = {}
    told_s = time.monotonic()
    with ThreadPoolExecutor(workers, thread_name_prefix="phone") as pool:
        while (due or speaking) and not stop.is_set():
            while due and due[0][0] <= clock.now() and len(speaking) < 2 * workers:
                number = heapq.heappop(due)[1]
                speaking[pool.submit(_speak, phones[number], clock, local)] = number
            for number in _heard(speaking, stop, _patience_s(due, speaking, clock)):
                next_at = phones[number].next_at()
                if next_at is not None:
                    heapq.heappush(due, (next_at, number))
            if report is not None and time.monotonic() - told_s > REPORT_EACH_S:
                told_s = time.monotonic()
                report(total(phones))


def _speak(phone: Phone, clock: SimulatedClock, local: threading.local) -> None:
    http = getattr(local, "http", None)
    if http is None:
        http = local.http = requests.Session()
    phone.speak(clock.now(), http)


def _patience_s(
    due: list[tuple[datetime, int]], speaking: dict[Future[None], int], clock: SimulatedClock
) -> float:
    soonest_s = clock.seconds_until(due[0][0]) if due else IDLE_S
    return min(IDLE_S, soonest_s) if not speaking or soonest_s > 0 else IDLE_S


def _heard(
    speaking: dict[Future[None], int], stop: threading.Event, patience_s: float
) -> list[int]:
    """The phones that have finished speaking; an error of ours ends the run."""
    if not speaking:
        stop.wait(patience_s)
        return []
    finished, _ = wait(speaking, timeout=patience_s, return_when=FIRST_COMPLETED)
    for future in finished:
        future.result()
    return [speaking.pop(future) for future in finished]
