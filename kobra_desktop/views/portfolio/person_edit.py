"""The form of who a person is and how they may be reached: name, document, channels with their
consent, which they prefer, when; and why it is changed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from kobra_desktop.models.administration.week import DAYS, day_text, read_day
from kobra_desktop.models.portfolio.person import PersonModel
from kobra_desktop.views.dialogs.amend import AmendForm
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.editors import Editor, Told
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_domain.consents import told as with_source
from kobra_domain.errors import Invalid
from kobra_domain.portfolios import Channel, ChannelKind, Party
from kobra_domain.words import word
from kobra_domain.words.figures import calendar

translate = QCoreApplication.translate


class PersonDialog(AmendForm):
    """What is written here outlives every file."""

    kind = Party

    def __init__(self, look: Look, parent: QWidget, model: PersonModel) -> None:
        assert model.facts is not None
        party = model.facts.card.party
        title = translate("Person", "Edit {name}").format(name=party.name)
        setting = Setting.of(model.workspace)
        super().__init__(look, parent, title, setting, model.edit, held=party)
        self.name = self.of("name")
        self.document_type = self.of("document_type")
        self.document_number = self.of("document_number")
        channels = ChannelsEditor(look, setting.locale, lambda: model.workspace.now)
        self.channels = self.by("channels", channels)
        self.preferred, self.language = self.of("preferred_channel"), self.of("language")
        self.hours = self.by("preferred_hours", HoursEditor(setting.locale))
        caption = translate("Person", "What is written here is not changed by any file.")
        self.reason = self.ask_reason()
        inside = column(
            self.name,
            row(self.document_type, self.document_number, space=12),
            self.channels,
            row(self.preferred, self.language, space=12),
            self.hours,
            None,
            space=12,
        )
        self.build(inside, 620, 640, caption, above=self.reason)


class ChannelsEditor(Editor):
    """A line a channel: its kind, its number or address, and where the consent stands. One with a
    consent stays: it is the proof; without its source the consent is withdrawn.
    """

    def __init__(self, look: Look, locale: str, now: Callable[[], datetime]) -> None:
        self._look, self._locale, self._now = look, locale, now
        self._lines: list[tuple[Channel | None, Choice, QLineEdit, QLineEdit]] = []
        self._told: list[Told] = []
        self._rows: QVBoxLayout = column(space=4)
        self.add = Button(look, translate("Person", "Add channel"), "link", "plus")
        self.add.clicked.connect(lambda: self._add(None))
        self.widget = holding(column(self._rows, row(self.add, None, space=0), space=4))
        self.widget.setFocusProxy(self.add)

    def put(self, value: Any) -> None:
        """These channels."""
        for channel in value or ():
            self._add(channel)

    def typed(self) -> object:
        """Kind, value and source of each line."""
        return tuple(
            (kind.chosen, value.text().strip(), source.text().strip())
            for _, kind, value, source in self._lines
        )

    def read(self) -> Any:
        """The channels; a line without a number or an address is none. Raises Invalid."""
        made = []
        for held, kind, value, source in self._lines:
            if held is None and not value.text().strip():
                continue
            channel = Channel(
                kind=kind.chosen,
                value=value.text().strip(),
                consent=held.consent if held is not None else None,
            )
            made.append(with_source(channel, source.text().strip(), self._now()))
        return tuple(made)

    def listen(self, told: Told) -> None:
        """After each letter, choice and line."""
        self._told.append(told)

    def _add(self, held: Channel | None) -> None:
        kind = Choice(
            [(one, word(one, self._locale)) for one in ChannelKind],
            held.kind if held is not None else ChannelKind.PHONE,
        )
        value = line_edit(translate("Person", "Number or address"))
        source = line_edit(translate("Person", "Consent: where it stands"))
        kind.setAccessibleName(translate("Person", "Channel"))
        value.setAccessibleName(translate("Person", "Number or address"))
        source.setAccessibleName(translate("Person", "Consent: where it stands"))
        if held is not None:
            value.setText(held.value)
            stands = held.consent is not None and held.consent.withdrawn_at is None
            source.setText(held.consent.source if held.consent is not None and stands else "")
        line = (held, kind, value, source)
        gone = IconButton(self._look, "x", translate("Person", "Remove channel"))
        gone.setEnabled(held is None or held.consent is None)
        parts = row(kind, value, source, gone, space=6)
        parts.setStretch(1, 4)
        parts.setStretch(2, 5)
        shown = holding(parts)
        gone.clicked.connect(lambda: self._remove(line, shown))
        for field in (value, source):
            field.textChanged.connect(lambda _: self._tell())
        kind.edited.connect(self._tell)
        self._lines.append(line)
        self._rows.addWidget(shown)
        self._tell()

    def _remove(
        self, line: tuple[Channel | None, Choice, QLineEdit, QLineEdit], shown: QWidget
    ) -> None:
        self._lines.remove(line)
        shown.hide()
        shown.deleteLater()
        self._tell()

    def _tell(self) -> None:
        for told in self._told:
            told()


class HoursEditor(Editor):
    """The hours of a week that the person likes to be reached in, a line a day."""

    def __init__(self, locale: str) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        self.days: dict[int, QLineEdit] = {}
        for day in DAYS:
            name = calendar(locale).weekdays[day]
            field = line_edit("9:00-12:00, 14:00-18:00" if day == 0 else "")
            field.setAccessibleName(name)
            line, at = day // 2, day % 2 * 2
            grid.addWidget(label(name, "caption"), line, at)
            grid.addWidget(field, line, at + 1)
            self.days[day] = field
        self.widget = holding(grid)
        self.widget.setFocusProxy(self.days[0])

    def put(self, value: Any) -> None:
        """These stretches."""
        for day, field in self.days.items():
            field.setText(day_text(value or (), day))

    def typed(self) -> object:
        """The text of each day."""
        return tuple(field.text().strip() for field in self.days.values())

    def read(self) -> Any:
        """The stretches in order. Raises Invalid."""
        found = [read_day(field.text(), day) for day, field in self.days.items()]
        if any(spans is None for spans in found):
            raise Invalid("not_hours")
        return tuple(span for spans in found for span in spans or ())

    def listen(self, told: Told) -> None:
        """After each letter."""
        for field in self.days.values():
            field.textChanged.connect(lambda _: told())
