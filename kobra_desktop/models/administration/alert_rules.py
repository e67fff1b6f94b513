"""The rules of alerts as an administrator sees and changes them, with what they would have told in
the last seven days.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import fields

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.api.alert_rules import effect_part
from kobra_desktop.commands.alert_rules import rules_of, save_rules
from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import FormActs, Refused, Then, Values
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.workspace import Workspace
from kobra_domain.alert_rules import THRESHOLDS, AlertRules
from kobra_domain.alerts import AlertKind
from kobra_domain.answers import EffectPart

translate = QCoreApplication.translate
KINDS = frozenset(THRESHOLDS.values())
# With more agents than are counted by then, those counted stand for all.
LONGEST_S = 25.0


class AlertRulesModel(QObject):
    """`read.value`: the rules in force, which are the defaults while nobody chose any."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = FormActs(workspace, self)
        store = workspace.desk.store
        self.read = LiveRead(workspace, lambda: rules_of(store) or AlertRules(), self)

    def open(self) -> None:
        """Something shows them."""
        self.read.open(self)

    def save(self, seen: AlertRules, values: Values, then: Then, refused: Refused) -> None:
        """Write what was changed."""
        desk, words = self.workspace.desk, translate("Administration", "Alert rules changed")
        self.acts.keep(lambda: save_rules(desk, seen=seen, **values), words, then, refused)


class Effect(QObject):
    """Counts what rules would have told, a request after the other; `changed` after each. `now`
    and `wanted` are counted over the same agents: `done` of `agents`.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, rules: AlertRules, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._rules = workspace, rules
        self._asked = 0
        self._until = 0.0
        self.now: Counter[AlertKind] | None = None
        self.wanted: Counter[AlertKind] | None = None
        self.attended: dict[AlertKind, int] = {}
        self.unknown: frozenset[AlertKind] = frozenset()
        self.kinds: frozenset[AlertKind] = frozenset()
        self.done = self.agents = 0
        self.is_counting = False
        self.problem: Known | None = None

    def begin(self) -> None:
        """Count the rules in force."""
        self._asked += 1
        self.now, self.done, self._until = Counter(), 0, time.monotonic() + LONGEST_S
        self._ask(self._rules, KINDS, 0, self._on_now)

    def count(self, wanted: AlertRules | None) -> None:
        """Count other rules instead of those before, where they differ; None: what is typed cannot
        be. While the rules in force are counted, this waits for them.
        """
        self._wanted = wanted
        if self.now is None or (self.is_counting and self.wanted is None):
            return
        self._asked += 1
        self.is_counting, self.wanted = False, None
        self.kinds = changed_kinds(self._rules, wanted) if wanted else frozenset()
        if wanted is not None and self.kinds:
            self.wanted = Counter()
            self._ask(wanted, self.kinds, 0, self._on_wanted)
        self.changed.emit()

    def stop(self) -> None:
        """What was counted stays."""
        self._asked += 1
        self.is_counting = False
        self.changed.emit()

    _wanted: AlertRules | None = None

    def _ask(
        self,
        rules: AlertRules,
        kinds: frozenset[AlertKind],
        first: int,
        then: Callable[[EffectPart], bool],
    ) -> None:
        asked, api = self._asked, self._workspace.desk.api
        self.is_counting, self.problem = True, None

        def done(part: EffectPart) -> None:
            if asked != self._asked:
                return
            goes_on = then(part) and part.next_agent is not None
            if goes_on and part.next_agent is not None:
                self._ask(rules, kinds, part.next_agent, then)
            else:
                self.is_counting = False
                if then == self._on_now:
                    self.count(self._wanted)
            self.changed.emit()

        def failed(problem: Known) -> None:
            if asked == self._asked:
                self.is_counting, self.problem = False, problem
                self.changed.emit()

        self._workspace.background.network(
            lambda: effect_part(api, rules, kinds, first), done, failed, owner=self
        )
        self.changed.emit()

    def _on_now(self, part: EffectPart) -> bool:
        assert self.now is not None
        self.now += Counter(part.counts)
        self.agents = part.agents
        self.done = part.agents if part.next_agent is None else part.next_agent
        self.attended |= part.attended
        self.unknown |= frozenset(part.unknown)
        return time.monotonic() < self._until

    def _on_wanted(self, part: EffectPart) -> bool:
        assert self.wanted is not None
        self.wanted += Counter(part.counts)
        return part.next_agent is not None and part.next_agent < self.done


def changed_kinds(before: AlertRules, after: AlertRules) -> frozenset[AlertKind]:
    """The kinds of which more or fewer may be told: what is told instead of another, too."""
    names = [one.name for one in fields(AlertRules) if one.name != "off"]
    found = {THRESHOLDS[n] for n in names if getattr(before, n) != getattr(after, n)}
    found |= KINDS & frozenset(before.off).symmetric_difference(after.off)
    for together in _TOGETHER:
        if found & together:
            found |= together
    return frozenset(found)


# One of each is told instead of the other.
_TOGETHER = (
    frozenset({AlertKind.STOP_UNEXPLAINED, AlertKind.LONG_IDLE}),
    frozenset({AlertKind.VISIT_SILENT, AlertKind.NOT_HEARD}),
)
