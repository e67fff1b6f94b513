"""Administración › Alertas: from when on somebody is told, and what that would have meant in the
last seven days, before it is saved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from kobra_desktop.models.administration.alert_rules import AlertRulesModel, Effect
from kobra_desktop.models.counts import figure
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.dialogs.form import Form, Submit
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.editors import TicksEditor
from kobra_desktop.views.widgets.facts import pairs
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import card, column, emptied, holding, row, scrolling
from kobra_domain.alert_rules import NEVER_OFF, THRESHOLDS, AlertRules
from kobra_domain.alerts import AlertKind
from kobra_domain.errors import Invalid
from kobra_domain.words import field_title, word

translate = QCoreApplication.translate
TYPED_MS = 600
EFFECT_WIDTH = 250
FIGURE_WIDTH = 96  # of four digits


def groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The thresholds as the form shows them."""
    return (
        (
            translate("AlertRules", "Visits"),
            (
                *("visit_silent_min", "visit_long_min", "visit_danger_min", "visit_short_s"),
                *("late_min", "absent_min", "absent_m"),
            ),
        ),
        (
            translate("AlertRules", "Places"),
            ("zone_dwell_min", "unexplained_min", "idle_min", "same_place_min"),
        ),
        (translate("AlertRules", "Phone"), ("not_heard_min", "low_battery_pct")),
        (translate("AlertRules", "Money"), ("payment_days",)),
    )


class KindsEditor(TicksEditor):
    """Kinds of alerts. Qt gives a member of an enum back as its text."""

    def read(self) -> tuple[AlertKind, ...]:
        """The kinds ticked."""
        return tuple(AlertKind(one) for one in self.widget.ids)


class AlertRulesDialog(Form):
    """Beside each threshold stands what it would have told."""

    kind = AlertRules

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        workspace: Workspace,
        rules: AlertRules,
        submit: Submit,
    ) -> None:
        title = translate("AlertRules", "When to be told")
        super().__init__(look, parent, title, Setting.of(workspace), submit, held=rules)
        self._rules = rules
        self.effect = Effect(workspace, rules, self)
        self.says: dict[AlertKind, QLabel] = {}
        lines = column(space=10)
        for name, thresholds in groups():
            lines.addWidget(label(name, "section"))
            self._add_thresholds(lines, thresholds)
        self._add_off(lines)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_MS)
        self._typed.timeout.connect(self._count)
        self.effect.changed.connect(self._say)
        about = translate(
            "AlertRules", "It holds for the whole company, a few seconds after it is saved."
        )
        self.build(lines, 720, 620, about, self._foot())
        self._say()
        self.effect.begin()

    def _add_thresholds(self, lines: QVBoxLayout, names: tuple[str, ...]) -> None:
        for name in names:
            field, kind = self.of(name), THRESHOLDS[name]
            field.typing.listen(self._on_typed)
            field.setMinimumWidth(self.look.pixels(330))
            for figure_field in field.findChildren(QLineEdit):
                figure_field.setFixedWidth(self.look.pixels(FIGURE_WIDTH))
            said = label("", "caption", wrap=True)
            said.setMinimumWidth(self.look.pixels(EFFECT_WIDTH))
            said.setContentsMargins(0, 0, 0, self.look.pixels(6))  # on the line of the figure
            said.setAlignment(Qt.AlignmentFlag.AlignBottom)
            if kind in self.says:  # a second threshold of the kind: said once, at the first
                said.clear()
            else:
                self.says[kind] = said
            line = row(field, said, space=16)
            line.setStretch(0, 3)
            line.setStretch(1, 2)
            lines.addLayout(line)

    def _add_off(self, lines: QVBoxLayout) -> None:
        options = [
            (one, word(one, self.setting.locale)) for one in AlertKind if one not in NEVER_OFF
        ]
        self.off = self.by("off", KindsEditor(options, lines=6))
        self.off.typing.listen(self._on_typed)
        lines.addWidget(self.off)

    def _foot(self) -> QWidget:
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("AlertRules", "Counting the last seven days"))
        self.told = label("", "caption", wrap=True)
        self.halt = Button(self.look, translate("AlertRules", "Stop counting"), "row", "x")
        self.halt.clicked.connect(self.effect.stop)
        line = row(self.told, self.halt, space=8)
        line.setStretch(0, 1)
        return holding(column(line, self.progress, space=4))

    # What it would have told

    def _on_typed(self) -> None:
        self._typed.start()

    def wanted(self) -> AlertRules | None:
        """The rules as they are typed; None while something of it cannot be."""
        try:
            return replace(self._rules, **{n: one.checked() for n, one in self.fields.items()})
        except Invalid:
            return None

    def _count(self) -> None:
        self.effect.count(self.wanted())

    def _say(self) -> None:
        effect = self.effect
        for kind, said in self.says.items():
            said.setText(self._words_of(kind))
        self.progress.setVisible(effect.is_counting)
        self.halt.setVisible(effect.is_counting)
        self.progress.setRange(0, max(effect.agents, 1) if effect.wanted is None else 0)
        self.progress.setValue(effect.done)
        self.told.setText(self._counted())

    def _counted(self) -> str:
        effect = self.effect
        if effect.problem is not None:
            return sentence(effect.problem, self.setting.locale)
        if effect.is_counting:
            return translate("AlertRules", "Counting the last seven days…")
        if effect.done < effect.agents:
            words = translate("AlertRules", "Counted with {done} of {agents} agents.")
            return words.format(done=figure(effect.done), agents=figure(effect.agents))
        return translate("AlertRules", "Counted over the last seven days.")

    def _words_of(self, kind: AlertKind) -> str:
        effect = self.effect
        if effect.now is None or (effect.is_counting and effect.wanted is None and not effect.done):
            return ""
        if kind in effect.unknown:
            return translate("AlertRules", "There are too many agents to count it")
        count, seen = effect.now[kind], effect.attended.get(kind, 0)
        words = translate("AlertRules", "Now: {count} in 7 days").format(count=figure(count))
        if seen:
            more = translate("AlertRules", "{count} attended").format(count=figure(seen))
            words = f"{words}, {more}"
        if effect.wanted is not None and kind in effect.kinds:
            new = translate("AlertRules", "So: {count}").format(count=figure(effect.wanted[kind]))
            words = f"{words}\n{new}"
        return words


class AlertRulesTab(Tab):
    """The rules in force, and the way to others."""

    def __init__(self, look: Look, model: AlertRulesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        model.setParent(self)
        self.facts = column(space=10)
        self.change = Button(look, translate("AlertRules", "Change…"), "primary", "pencil")
        self.change.clicked.connect(self.open_form)
        self.listen(model.acts, model.workspace.locale)
        head = label(translate("AlertRules", "When to be told"), "section")
        about = translate(
            "AlertRules",
            "From when on an alert is raised. Before a change is saved you see what it would have "
            "told in the last seven days.",
        )
        inside = column(
            row(head, None, self.change),
            label(about, "secondary", wrap=True),
            self.facts,
            space=12,
            margins=(20, 16, 20, 16),
        )
        sheet = holding(column(card(inside), None, margins=(20, 12, 20, 12)))
        sheet.setMaximumWidth(look.pixels(720))
        left = row(sheet, None, space=0)
        left.setStretch(0, 100)
        self.setLayout(column(scrolling(holding(left)), space=0))
        model.read.tell(self._say)

    def on_shown(self) -> None:
        """Rules that somebody else changes are followed."""
        self.model.open()

    def _say(self) -> None:
        rules = self.model.read.value
        if rules is None:
            return
        emptied(self.facts)
        locale = self.model.workspace.locale
        said: list[tuple[str, str | None]] = []  # in one column, whatever they are about
        for name, thresholds in groups():
            said.append((name, None))
            said += [
                (field_title(n, "alert_rules", locale), value_words(rules, n)) for n in thresholds
            ]
        self.facts.addWidget(pairs(said))
        if rules.off:
            self.facts.addWidget(label(field_title("off", "alert_rules", locale), "strong"))
            kinds = ", ".join(word(kind, locale) for kind in rules.off)
            self.facts.addWidget(label(kinds, wrap=True))

    def open_form(self) -> None:
        """Change them."""
        rules = self.model.read.value
        if rules is None:
            return
        held = rules

        def submit(values: dict[str, object], then: Callable[[], None], refused: object) -> None:
            assert callable(refused)
            self.model.save(held, dict(values), then, refused)

        AlertRulesDialog(self.look, self.window(), self.model.workspace, held, submit).open()


def value_words(rules: AlertRules, name: str) -> str:
    """A threshold with its unit."""
    value = figure(int(getattr(rules, name)))
    unit = {"min": "min", "s": "s", "m": "m", "pct": "%"}.get(name.rpartition("_")[2], "")
    return f"{value} {unit}".strip()
