"""What happens in the field, told at once: what is new of the news, as few notices as can be, and
what each opens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from kobra_desktop.errors import Known
from kobra_desktop.models.counts import counts
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.telling_wishes import ALWAYS, TellingWishes
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.queries.happenings import KINDS, Happening, Telling, happenings
from kobra_desktop.store.queries.reach import EVERYTHING
from kobra_domain.events import EventKind
from kobra_domain.words import money, word

NEWS_FOR = timedelta(hours=24)  # what happened before is no news, whenever it comes in
ABSENT_AFTER = timedelta(minutes=5)  # not synced for so long: what came meanwhile is one notice
AGAIN_MS = 4_000  # what happens sooner after a notice is told together
_DANGER = {telling: n for n, telling in enumerate(Telling)}
PAGE = tuple[str, Mapping[str, object]]
HOY: PAGE = ("today", {"tab": "workday"})


@dataclass(frozen=True, slots=True)
class Told:
    """One notice. `named` is what may be said to who wants names and amounts; `body` holds none.
    `opens`: the page and its state. `is_urgent`: it is told also where all else is quiet.
    """

    title: str
    body: str
    named: str = ""
    opens: PAGE = field(default=HOY)
    is_urgent: bool = False


class Tellings(QObject):
    """`told` (Told): there is something to be told. Each happening is told once; what came in
    while nobody was connected is one notice.
    """

    told = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        status: StatusModel,
        wishes: TellingWishes,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace, self._status, self.wishes = workspace, status, wishes
        self._known: dict[str, datetime] | None = None
        self._waiting = ChangeSet()
        self._is_busy = False
        self._was_absent = False
        self._gathered: list[Happening] = []
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(AGAIN_MS)
        self._quiet.timeout.connect(self._tell)
        workspace.news.arrived.connect(self._on_news)
        status.changed.connect(self._on_status)
        self._go_on()

    # What is new

    def _on_news(self, news: ChangeSet) -> None:
        news = news.of_kinds(KINDS)
        if news:
            self._was_absent = self._was_absent or self._is_absent
            self._waiting |= news
            self._go_on()

    @property
    def _is_absent(self) -> bool:
        """Whether this program has not been up to date for a while; a run that ends says so."""
        synced_at = self._status.synced_at
        return synced_at is None or self.workspace.now - synced_at > ABSENT_AFTER

    def _go_on(self) -> None:
        if self._is_busy:
            return
        if self._known is None:
            self._read(ChangeSet(all_of=KINDS), self._on_known)
        elif self._waiting:
            news, self._waiting = self._waiting, ChangeSet()
            self._read(news, self._on_read)

    def _read(self, news: ChangeSet, then: Callable[[list[Happening]], None]) -> None:
        workspace = self.workspace
        self._is_busy = True
        since = workspace.now - NEWS_FOR

        def read() -> list[Happening]:
            return happenings(workspace.desk.store, since, news)

        def failed(_problem: Known) -> None:
            """The lists say what fails; it is read again with what comes next."""
            self._is_busy = False
            self._waiting |= news

        workspace.background.read(read, then, failed, owner=self)

    def _on_known(self, found: list[Happening]) -> None:
        """What there was when the window came is told by the lists."""
        self._is_busy = False
        self._known = {one.key: one.at for one in found}
        self._go_on()

    def _on_read(self, found: list[Happening]) -> None:
        self._is_busy = False
        assert self._known is not None
        fresh = [one for one in found if one.key not in self._known]
        self._known.update((one.key, one.at) for one in fresh)
        self._forget()
        self._gathered += fresh
        self._go_on()
        if self._was_absent:
            self._on_status()
        else:
            self._tell_now()

    def _forget(self) -> None:
        """What is no news any more need not be known. Broken promises are, for days."""
        assert self._known is not None
        since = self.workspace.now - NEWS_FOR
        broken = f"{Telling.PROMISE_BROKEN}:"
        if len(self._known) > 1_000:
            self._known = {
                key: at for key, at in self._known.items() if at >= since or key.startswith(broken)
            }

    def _on_status(self) -> None:
        """The first run after an absence has ended: all that it brought is one notice."""
        self._go_on()
        if self._was_absent and not self._is_absent and not (self._is_busy or self._waiting):
            self._was_absent = False
            gathered, self._gathered = self._gathered, []
            if (wanted := self._wanted(gathered)) and (told := summary(wanted)):
                self.told.emit(told)

    # What is told of it

    def _tell_now(self) -> None:
        """A call for help at once; the rest too, unless something has just been told."""
        urgent = [one for one in self._gathered if one.telling is Telling.SOS]
        if urgent:
            self._gathered = [one for one in self._gathered if one.telling is not Telling.SOS]
            for one in urgent:
                self.told.emit(told_of(one, self.workspace.locale))
        if not self._quiet.isActive():
            self._tell()

    def _tell(self) -> None:
        gathered, self._gathered = self._gathered, []
        wanted = one_a_visit(self._wanted(gathered))
        if not wanted:
            return
        only = told_of(wanted[0], self.workspace.locale) if len(wanted) == 1 else together(wanted)
        self.told.emit(only)
        self._quiet.start()

    def _wanted(self, found: Iterable[Happening]) -> list[Happening]:
        """What this person wants to be told."""
        wishes = self.wishes.read()
        reach = self.workspace.reach if wishes.is_of_scope else EVERYTHING
        return [
            one
            for one in found
            if one.telling in ALWAYS or (one.telling in wishes.kinds and one.is_within(reach))
        ]


def one_a_visit(found: Sequence[Happening]) -> list[Happening]:
    """Of each visit the gravest: that it ended goes without saying where it brought a promise."""
    gravest: dict[str, Happening] = {}
    for one in found:
        before = gravest.get(one.about)
        if before is None or _DANGER[one.telling] < _DANGER[before.telling]:
            gravest[one.about] = one
    return sorted(gravest.values(), key=lambda one: (one.at, one.key))


def told_of(one: Happening, locale: str) -> Told:
    """One happening: what it is, without and with names and amounts."""
    facts = [word(value, locale) for value in (one.outcome, one.verdict) if value is not None]
    if one.alert is not None and one.telling is Telling.ALERT:
        title, facts = word(EventKind.ZONE_ENTERED if one.is_back else one.alert, locale), []
    else:
        title = title_of(one.telling)
    amount = [] if one.amount_minor is None else [money(one.amount_minor, one.currency)]
    named = " · ".join(filter(None, (one.party_name, *facts, *amount, one.agent_name)))
    return Told(title, " · ".join(facts), named, _opens(one), one.telling is Telling.SOS)


def _opens(one: Happening) -> PAGE:
    if one.telling is Telling.SOS:
        return "map", {"agent": one.agent_id}
    if one.visit_id:
        return "visits", {"visit": one.visit_id, "chosen": one.visit_id}
    if one.alert is not None:
        return "alerts", {"kind": one.alert.value}
    tab = "payments" if one.telling is Telling.PAYMENT_REPORTED else "promises"
    return "agreements", {"tab": tab, "chosen": one.id}


def together(found: Sequence[Happening]) -> Told:
    """Many at once: «14 visitas terminaron»; what else there was is said below."""
    counted = Counter(one.telling for one in found)
    said = [_counted(kind, counted[kind]) for kind in Telling if counted[kind]]
    opens = HOY
    if set(counted) <= {Telling.ALERT, Telling.AWAY}:
        opens = ("alerts", {})
    return Told(said[0], " · ".join(said[1:]), " · ".join(said[1:]), opens)


def summary(found: Sequence[Happening]) -> Told | None:
    """What happened while nobody was connected."""
    counted = Counter(one.telling for one in found)
    said = " · ".join(_counted(kind, counted[kind]) for kind in Telling if counted[kind])
    title = QCoreApplication.translate("Tellings", "While you were away")
    return Told(title, said, said) if said else None


def title_of(telling: Telling) -> str:
    """What is told, in words; also what one chooses it by."""
    translate = QCoreApplication.translate
    return {
        Telling.SOS: translate("Tellings", "Somebody calls for help"),
        Telling.AWAY: translate("Tellings", "Check-in away from the door"),
        Telling.ALERT: translate("Tellings", "Another alert"),
        Telling.PROMISE_BROKEN: translate("Tellings", "Broken promise"),
        Telling.PAYMENT_REPORTED: translate("Tellings", "Payment reported"),
        Telling.PROMISE_MADE: translate("Tellings", "Promise to pay"),
        Telling.VISIT_ENDED: translate("Tellings", "A visit has ended"),
    }[telling]


def _counted(telling: Telling, n: int) -> str:
    return {
        Telling.SOS: counts.told_sos,
        Telling.AWAY: counts.told_away,
        Telling.ALERT: counts.told_alerts,
        Telling.PROMISE_BROKEN: counts.told_broken,
        Telling.PAYMENT_REPORTED: counts.told_payments,
        Telling.PROMISE_MADE: counts.told_promises,
        Telling.VISIT_ENDED: counts.told_visits,
    }[telling](n)
