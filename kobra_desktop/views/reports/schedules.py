"""«Enviar por correo…», and what is sent again and again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.reports.schedules import (
    SchedulesModel,
    due_words,
    problem_words,
    reader_words,
    wish_of,
)
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.reports.shared_list import SharedTab
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.acts_panel import Act, ActsPanel
from kobra_desktop.views.widgets.editors import BoolEditor, ChoiceEditor, LineEditor
from kobra_desktop.views.widgets.facts import note, offline_note, pairs
from kobra_desktop.views.widgets.fields import LANGUAGES, Setting
from kobra_desktop.views.widgets.labels import label, line
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.time_editors import TimeEditor
from kobra_domain.errors import DomainError, Invalid
from kobra_domain.limits import check
from kobra_domain.reports.schedules import LAST_DAY, Every, Rhythm, next_sendings, rhythm_words
from kobra_domain.reports.sharing import (
    ReportForm,
    ScheduleSaid,
    ScheduleWish,
    check_schedule,
)
from kobra_domain.words import say, word, zone_words
from kobra_domain.words.figures import calendar

translate = QCoreApplication.translate
_BETWEEN = re.compile(r"[,;\s]+")


class AddressesEditor(LineEditor):
    """Addresses with commas between."""

    def put(self, value: Any) -> None:
        """Show them."""
        super().put(", ".join(value or ()))

    def read(self) -> Any:
        """Each once, in their order."""
        return tuple(dict.fromkeys(filter(None, _BETWEEN.split(self.widget.text().strip()))))


class ScheduleDialog(Form):
    """A new one of what is on the screen (`held_id` empty), or one that is there. `about`: what the
    report is held to, in words.
    """

    kind = ScheduleWish

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        model: SchedulesModel,
        wish: ScheduleWish,
        about: str,
        held_id: str = "",
    ) -> None:
        self._model, self._wish, self._id = model, wish, held_id
        self.is_act = not held_id  # a new one has all its answers from the start
        title = translate("Sharing", "Send by mail")
        setting = Setting.of(model.workspace)
        names = ScheduleWish.__dataclass_fields__
        start = {name: getattr(wish, name) for name in names}
        held = wish if held_id else None
        super().__init__(look, parent, title, setting, self._keep_it, held=held, start=start)
        self._make()
        self._lay_out(about)
        for one in (self.every, self.weekday, self.month_day, self.at, self.zone):
            one.typing.listen(self._say)
        self._say()

    def _make(self) -> None:
        locale = self.setting.locale
        every = [(one, word(one, locale)) for one in Every]
        weekdays = list(enumerate(calendar(locale).whole_weekdays))
        days = [(n, str(n)) for n in range(1, LAST_DAY)]
        days.append((LAST_DAY, translate("Sharing", "The last day")))
        forms = [(one, word(one, locale)) for one in ReportForm]
        self.every = self.by("every", ChoiceEditor(every))
        self.weekday = self.by("weekday", ChoiceEditor(weekdays))
        self.month_day = self.by("month_day", ChoiceEditor(days))
        self.at = self.by("at", TimeEditor(), translate("Sharing", "Hour"))
        self.zone = self.of("time_zone")
        to = translate("Sharing", "To (e-mail addresses, with commas between)")
        self.to = self.by("to", AddressesEditor("nombre@entidad.example"), to)
        self.form = self.by("form", ChoiceEditor(forms))
        self.language = self.of("language")
        self.is_on = self.by("is_on", BoolEditor(translate("Sharing", "It is sent")))

    def _lay_out(self, about: str) -> None:
        told = translate(
            "Sharing",
            "Who has an account in Kobra gets what their own scope lets them see; any other "
            "address, figures of many people together, as a link shows them. An address that the "
            "mail server refuses is said in “Links and mails”; what is returned later goes to the "
            "mailbox that Kobra sends from.",
        )
        self.next = label("", "secondary", wrap=True)
        inside = column(
            label(about, "secondary", wrap=True),
            row(self.every, self.weekday, self.month_day, space=12),
            row(self.at, self.zone, space=12),
            self.next,
            self.to,
            label(told, "caption", wrap=True),
            row(self.form, self.language, space=12),
            self.is_on,
            None,
            space=12,
        )
        self.build(inside, 540, 560)

    def judge(self, values: Values) -> Iterable[Invalid]:
        """Each reader is one address."""
        try:
            check_schedule(replace(self._wish, **values))
        except Invalid as problem:
            yield problem
        except DomainError as problem:
            yield Invalid(problem.code, field="to")

    def _say(self) -> None:
        """The fields of the rhythm that is chosen, and the next three times."""
        every = self.every.value
        self.weekday.setVisible(every is Every.WEEK)
        self.month_day.setVisible(every is Every.MONTH)
        try:
            rhythm = Rhythm(
                every=every,
                at=self.at.value,
                time_zone=self.zone.value,
                weekday=self.weekday.value,
                month_day=self.month_day.value,
            )
            check(rhythm)
        except Invalid:
            self.next.setText("")
            return
        workspace = self._model.workspace
        found = next_sendings(rhythm, workspace.now)
        said = " · ".join(due_words(one, rhythm.time_zone, workspace) for one in found)
        words = translate("Sharing", "Next: {times} · {zone}")
        zone = zone_words(rhythm.time_zone, workspace.now, workspace.locale)
        self.next.setText(words.format(times=said, zone=zone))

    def _keep_it(self, values: Values, then: Then, refused: Refused) -> None:
        made = replace(self._wish, **values)
        self._model.save(self._id, made, then, refused, self)


class SchedulePanel(ActsPanel):
    """`wished`: open, edit, send, switch, remove."""

    def __init__(self, look: Look, model: SchedulesModel, parent: QWidget | None = None) -> None:
        super().__init__(look, 360, parent)
        self._model = model

    def show_row(self, row_id: str) -> None:
        """Fill it; hidden for none."""
        found = self._model.row(row_id) if row_id else None
        if found is None:
            self.hide()
            return
        workspace = self._model.workspace
        body = self.begin(found.title)
        if self._model.is_offline:
            body.addWidget(offline_note(self._look))
        if words := problem_words(found, workspace.locale):
            if found.again_at is not None:
                again = translate("Sharing", "It is tried again on {when}.")
                when = due_words(found.again_at, found.time_zone, workspace)
                words = f"{words} {again.format(when=when)}"
            body.addWidget(note(self._look, "error", words, "circle-alert"))
        if found.is_on and not found.has_mail:
            words = translate("Sharing", "It waits in the server, which has no mail set up yet.")
            body.addWidget(note(self._look, "warn", words, "mail"))
        self.add_acts(body, self._acts(found), found, is_offline=self._model.is_offline)
        body.addWidget(line())
        body.addWidget(pairs(self._facts(found)))
        body.addStretch(1)
        self.show()

    def _acts(self, found: ScheduleSaid) -> list[Act]:
        switch = (
            translate("Sharing", "Switch off") if found.is_on else translate("Sharing", "Switch on")
        )
        return [
            Act("edit", translate("Sharing", "Change…"), "pencil"),
            Act("send", translate("Sharing", "Send now…"), "mail", is_possible=found.is_on),
            Act("switch", switch, "circle-pause" if found.is_on else "play"),
            Act(
                "open", translate("Sharing", "Open the report"), "chart-column", needs_server=False
            ),
            Act("remove", translate("Sharing", "Remove…"), "trash-2"),
        ]

    def _facts(self, found: ScheduleSaid) -> list[tuple[str, str]]:
        workspace, locale = self._model.workspace, self._model.workspace.locale
        times = "\n".join(due_words(one, found.time_zone, workspace) for one in found.next)
        off = translate("Sharing", "It is off")
        readers = [(one.name or one.email, reader_words(one, workspace)) for one in found.readers]
        return [
            (translate("Sharing", "When"), rhythm_words(found.rhythm, locale)),
            (
                say("field.time_zone", None, locale),
                zone_words(found.time_zone, workspace.now, locale),
            ),
            (translate("Sharing", "Next"), times or off),
            (translate("Sharing", "Held to"), found.about),
            (say("field.form", None, locale), word(found.form, locale)),
            (translate("Sharing", "Language"), dict(LANGUAGES).get(found.language, "")),
            (translate("Sharing", "Set by"), found.made_by_name),
            *readers,
        ]


class SchedulesTab(SharedTab):
    """Shows a SchedulesModel."""

    panel: SchedulePanel

    def __init__(self, look: Look, model: SchedulesModel, parent: QWidget | None = None) -> None:
        self.model = model
        title = translate("Sharing", "Reports by mail")
        hint = translate("Sharing", "Report, address, who…   Ctrl+F")
        super().__init__(look, model, SchedulePanel(look, model), title, hint, parent)
        self.box.set_empty(translate("Sharing", "No report is sent by mail yet."), "mail")
        self.box.opened.connect(self._on_opened)
        self.panel.wished.connect(self._on_wished)

    # Acts

    def _on_opened(self, row_id: str) -> None:
        found = self.model.row(row_id)
        if found is not None:
            self._on_wished("edit", found)

    def _on_wished(self, key: str, found: ScheduleSaid) -> None:
        if key == "open":
            self.open_requested.emit(found)
        elif key == "edit":
            wish, own = wish_of(found), found.id
            ScheduleDialog(self.look, self, self.model, wish, found.about, own).open()
        elif key == "send":
            self._ask_send(found)
        elif key == "switch":
            self.model.switch(found)
        else:
            self._ask_remove(found)

    def _ask_send(self, found: ScheduleSaid) -> None:
        told = translate("Sharing", "All its readers get it as it is now. The next time stays.")
        title, act = translate("Sharing", "Send it now?"), translate("Sharing", "Send")
        self.ask(title, told, act, lambda: self.model.send(found))

    def _ask_remove(self, found: ScheduleSaid) -> None:
        told = translate(
            "Sharing", "It is sent to nobody any more. To stop for a while, switch it off."
        )
        title, act = translate("Sharing", "Remove it?"), translate("Sharing", "Remove")
        self.ask(title, told, act, lambda: self.model.remove(found))
