"""Today's summary before it leaves: its few numbers, to whom it goes, the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.counts import counts
from kobra_desktop.models.today.summary import Sent, SummaryModel
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.editors import LineEditor
from kobra_desktop.views.widgets.facts import pairs
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.saving import ask_where, with_ending
from kobra_domain.errors import Invalid
from kobra_domain.limits import Length, MailAddress, check
from kobra_domain.summaries import MOST_READERS

_BETWEEN = re.compile(r"[,;\s]+")


@dataclass(frozen=True)
class ReadersLine:
    """To whom, with commas between."""

    to: Annotated[str, Length(1, 2_000)]


@dataclass(frozen=True)
class _Reader:
    to: MailAddress


class SummaryDialog(Form):
    """`said`: what became of it. *Enviar* sends to those who are named, at first oneself, later
    those of the last time: two clicks from Hoy.
    """

    kind = ReadersLine
    is_act = True
    is_work = False
    said = Signal(str)

    def __init__(self, look: Look, parent: QWidget, model: SummaryModel) -> None:
        start = {"to": ", ".join(model.readers)}
        title, act = self.tr("Summary of the day"), self.tr("Send")
        super().__init__(look, parent, title, Setting.here(), act=act, start=start)
        self.model = model
        model.setParent(self)
        self.is_ready = False
        self.facts = column(space=0)
        self.told = label(self.tr("Counting the day…"), "secondary", wrap=True)
        editor = LineEditor()
        self.to = self.by("to", editor, self.tr("To (e-mail addresses, with commas between)"))
        self.pdf = Button(look, self.tr("Save as PDF…"), icon="download")
        self.pdf.setEnabled(False)
        self.build(
            column(self.facts, self.told, self.to, row(self.pdf, None), space=12),
            520,
            caption=self.tr("It names no holders."),
        )
        self.to.setVisible(model.may_send)
        self.save.setVisible(model.may_send)
        model.ready.connect(self._on_ready)
        model.failed.connect(self._on_failed)
        self.pdf.clicked.connect(self._ask_where)
        model.read()

    def _on_ready(self) -> None:
        self.facts.addWidget(pairs(self.model.facts))
        self.told.hide()
        self.pdf.setEnabled(True)
        self.is_ready = True
        self._allow()
        self.adjustSize()
        if self.model.may_send:
            self.save.setFocus()

    def _on_failed(self, problem: Known) -> None:
        self.told.setText(sentence(problem, self.setting.locale))
        self.told.show()

    def judge(self, values: Values) -> Iterable[Invalid]:
        """Each is one address, and there are not too many."""
        readers = _readers(str(values.get("to") or ""))
        if len(readers) > MOST_READERS:
            yield Invalid("too_many", field="to", limit=MOST_READERS)
        for one in readers:
            try:
                check(_Reader(one))
            except Invalid as problem:
                yield problem
                return

    def send(self, values: Values) -> None:
        """It goes to all of them, as it is shown."""
        self._set_busy(True)
        self.model.send(_readers(str(values["to"])), self._on_sent, self._on_refused)

    def _on_sent(self, sent: Sent) -> None:
        if not isValid(self):
            return
        words = counts.summary_sent(sent.count)
        if not sent.has_mail:
            words = self.tr("The summary waits in the server, which has no mail set up yet.")
        self._on_saved()
        self.said.emit(words)

    def _ask_where(self) -> None:
        summary = self.model.summary
        if summary is None:
            return
        name = self.tr("Summary {day}").format(day=summary.day.isoformat())
        if target := ask_where(self, self.pdf.text(), f"{name}.pdf", "pdf"):
            self.write_to(with_ending(target, "pdf"))

    def write_to(self, target: Path) -> None:
        """Write the document there."""
        words = QCoreApplication.translate("ResultFiles", "Saved: {name}")
        self.model.write(target, lambda: self.said.emit(words.format(name=target.name)))


def _readers(text: str) -> list[str]:
    return list(dict.fromkeys(one for one in _BETWEEN.split(text) if one))
