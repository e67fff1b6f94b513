"""The field of an entity on the screen: its editor, label and limits read from the entity's own
declaration, and under it the sentence of what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass
from dataclasses import fields as dataclass_fields
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTimer
from PySide6.QtWidgets import QScrollArea

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.choices import CURRENCY_OF, country_names
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.widgets.choices import Option
from kobra_desktop.views.widgets.editors import (
    BoolEditor,
    ChoiceEditor,
    Editor,
    LineEditor,
    NoteEditor,
    NumberEditor,
    TicksEditor,
)
from kobra_desktop.views.widgets.forms import Field
from kobra_desktop.views.widgets.labels import set_property
from kobra_desktop.views.widgets.time_editors import DayEditor, MomentEditor, TimeEditor
from kobra_desktop.views.widgets.zone_editor import ZoneEditor
from kobra_domain.errors import Invalid
from kobra_domain.limits import Length, Matches, Ref, Zone, check_field
from kobra_domain.shapes import Shape, shape_of
from kobra_domain.words import field_title, kind_name, word
from kobra_domain.words.figures import COINS, OTHER_COIN

LONGEST_LINE = 240
LANGUAGES = (
    ("es", "Español"),
    ("es_CO", "Español (Colombia)"),
    ("es_MX", "Español (México)"),
    ("en", "English"),
)
_UNITS = {"_m": "m", "_min": "min", "_s": "s", "_pct": "%"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What an editor needs to know of its form: the language, today, the zone of the clock, and
    the currency of amounts.
    """

    locale: str
    today: date
    zone: str = "UTC"
    currency: str = ""

    @classmethod
    def of(cls, workspace: Workspace) -> Setting:
        """As the person who is in has it."""
        return cls(workspace.locale, workspace.today, str(workspace.zone))

    @classmethod
    def here(cls) -> Setting:
        """As the program speaks, for a form that knows of no desk."""
        day = QDate.currentDate()
        return cls(QLocale().name(), date(day.year(), day.month(), day.day()))


class FormField(Field):
    """A field of an entity, or with no kind one of a form alone."""

    def __init__(
        self, kind: type | None, name: str, editor: Editor, title: str, hint: str = ""
    ) -> None:
        self.kind, self.name, self.typing, self._title = kind, name, editor, title
        if isinstance(editor, BoolEditor):  # its words stand at the tick
            super().__init__("", editor.widget, hint)
            editor.widget.setAccessibleName(editor.widget.text())
        else:
            super().__init__(title, editor.widget, hint)
        self._label.setHidden(not self._label.text().strip())

    @property
    def is_touched(self) -> bool:
        """Whether a person changed it."""
        return self.typing.is_touched

    @property
    def value(self) -> Any:
        """What is meant; what was held and not touched is answered as it was held, whatever the
        limits say now. Raises Invalid for what cannot be read.
        """
        return self._asked(lambda: self.typing.value)

    def checked(self) -> Any:
        """What is meant, to be written. Raises Invalid for what passes a limit too."""
        return self._asked(self._checked)

    def _checked(self) -> Any:
        value = self.typing.value
        if self.kind is not None:
            if value is None and not shape_of(self.kind, self.name).is_optional:
                raise Invalid("missing")
            check_field(self.kind, self.name, value)
        return value

    def _asked(self, ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except Invalid as problem:
            of = kind_name(self.kind) if self.kind else ""
            params = {**problem.params, "field": self.name, "of": of}
            raise Invalid(problem.code, **params) from problem

    def put(self, value: Any) -> None:
        """Show a value as if a person had typed it."""
        self.typing.put(value)

    def set_options(self, options: Iterable[Option]) -> None:
        """What can be chosen; what is chosen stays."""
        assert isinstance(self.typing, ChoiceEditor | TicksEditor)
        self.typing.set_options(options)

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong; the part that is typed in is marked."""
        super().set_problem(sentence)
        set_property(self.typing.focus, "wrong", bool(sentence))

    def refuse(self, problem: Known, locale: str) -> None:
        """Say what is wrong, here: in the field's own title and unit."""
        params = dict(problem.params)
        if params.get("field") == self.name and self._title.strip():
            params["field"] = self._title
        if "limit" in params:
            params["limit"] = self.typing.limit_words(params["limit"])
        self.set_problem(sentence(Invalid(problem.code, **params), locale))

    def take_focus(self) -> None:
        """Go to it, and bring it into view with what is said of it."""
        self.typing.focus.setFocus()
        QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self)


def default_of(kind: type | None, name: str) -> Any:
    """What a new row of a dataclass begins with in a field; None where it names nothing."""
    known = {item.name: item.default for item in dataclass_fields(kind)} if kind else {}
    default = known.get(name, MISSING)
    return None if default is MISSING else default


def editor_for(
    kind: type,
    name: str,
    held: Any,
    setting: Setting,
    *,
    options: Iterable[Option] = (),
    hint: str = "",
) -> FormField:
    """The field of an entity by its declaration, showing what is held; `options` name what a
    reference can be. Raises TypeError for a field that is no single value.
    """
    title = field_title(name, kind_name(kind), setting.locale)
    editor = _editor(shape_of(kind, name), name, title, setting, tuple(options))
    editor.hold(held)
    return FormField(kind, name, editor, title, hint)


def _editor(
    shape: Shape, name: str, title: str, setting: Setting, options: tuple[Option, ...]
) -> Editor:
    if shape.base is str:
        return _text_editor(shape, options, setting)
    if isinstance(shape.base, type) and issubclass(shape.base, Enum):
        members = tuple((one, word(one, setting.locale)) for one in shape.base)
        return _chosen(shape, members, is_searched=False)
    if shape.is_many or shape.base not in _PLAIN:
        raise TypeError(f"{name} is no single value")
    return _PLAIN[shape.base](shape, name, title, setting)


def _text_editor(shape: Shape, options: tuple[Option, ...], setting: Setting) -> Editor:
    pattern = shape.limit(Matches)
    problem = pattern.problem if pattern else ""
    if shape.limit(Zone):
        noon = datetime.combine(setting.today, time(12), UTC)
        return ZoneEditor(setting.zone, noon, setting.locale)
    if shape.limit(Ref) or problem == "not_an_id":
        return _chosen(shape, options, is_searched=True)
    if problem in _CLOSED:
        return _chosen(shape, tuple(_CLOSED[problem]()), is_searched=False)
    length = shape.limit(Length)
    if length is not None and length.most > LONGEST_LINE:
        return NoteEditor()
    return LineEditor()


def _chosen(shape: Shape, options: tuple[Option, ...], *, is_searched: bool) -> Editor:
    if shape.is_many:
        return TicksEditor(options)
    nothing: tuple[Option, ...] = ((None, "—"),)
    needs_nothing = shape.is_optional and all(value is not None for value, _ in options)
    return ChoiceEditor(nothing + options if needs_nothing else options, is_searched=is_searched)


def _number_editor(shape: Shape, name: str, _title: str, setting: Setting) -> Editor:
    unit, digits = _UNITS.get(f"_{name.rpartition('_')[2]}", ""), 0
    if name.endswith("_minor"):
        unit = setting.currency
        digits = COINS.get(setting.currency, OTHER_COIN).digits
    return NumberEditor(
        setting.locale,
        unit=unit,
        is_whole=shape.base is int,
        is_optional=shape.is_optional,
        digits=digits,
    )


def _day_editor(shape: Shape, _name: str, title: str, setting: Setting) -> Editor:
    words = QCoreApplication.translate("Form", "It has a date")
    return DayEditor(setting.locale, setting.today, words if shape.is_optional else "")


def _moment_editor(shape: Shape, name: str, _title: str, setting: Setting) -> Editor:
    if shape.is_optional:  # the acts of a form write them, no person does
        raise TypeError(f"{name} is written by acts")
    return MomentEditor(setting.locale, setting.zone)


_CLOSED: dict[str, Callable[[], Iterable[Option]]] = {
    "not_a_country": country_names,
    "not_a_currency": lambda: [(code, code) for code in sorted(set(CURRENCY_OF.values()))],
    "not_a_language": lambda: LANGUAGES,
}
_PLAIN: dict[type, Callable[[Shape, str, str, Setting], Editor]] = {
    bool: lambda _shape, _name, title, _setting: BoolEditor(title),
    int: _number_editor,
    float: _number_editor,
    date: _day_editor,
    datetime: _moment_editor,
    time: lambda *_: TimeEditor(),
}
