"""The field that corrects one answer: its editor goes with the question's type, what it reads is a
text as a phone would have sent it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from kobra_desktop.models.submissions.answers import AnswerLine
from kobra_desktop.models.typed_numbers import read_number
from kobra_desktop.views.widgets.choices import Option
from kobra_desktop.views.widgets.editors import (
    ChoiceEditor,
    Editor,
    LineEditor,
    NoteEditor,
    NumberEditor,
    TicksEditor,
)
from kobra_desktop.views.widgets.fields import LONGEST_LINE, FormField
from kobra_domain.errors import Invalid
from kobra_domain.limits import check_field
from kobra_domain.numbers import exact_number
from kobra_domain.submissions import AnswerChange

NAMED_BY_LIST = 400  # a list longer than this is typed
_MOST_LINES = 5
_NUMBERS = frozenset({"integer", "decimal", "range"})
# Kind → how it begins, what reads it, the code of the sentence that says how it is written.
_TIMES: dict[str, tuple[str, Callable[[str], object], str]] = {
    "date": (r"\d{4}-\d\d-\d\d", date.fromisoformat, "not_a_day"),
    "datetime": (r"\d{4}-\d\d-\d\dT\d\d:\d\d.*", datetime.fromisoformat, "not_a_moment"),
    "time": (r"\d\d:\d\d.*", time.fromisoformat, "not_an_hour"),
}


class AnswerField(FormField):
    """Shows what stands now: the last correction, else what was sent."""

    def __init__(self, name: str, line: AnswerLine, locale: str) -> None:
        self.line = line
        self.before = line.correction.raw if line.correction else line.raw
        editor = _editor(line, self.before, locale)
        editor.hold(self.before)
        super().__init__(None, name, editor, line.label)

    @property
    def is_touched(self) -> bool:
        """Whether another answer is shown; blanks at its ends make none."""
        shown = self.typing.typed()
        is_same = isinstance(shown, str) and shown.strip() == self.before.strip()
        return super().is_touched and not is_same

    def _checked(self) -> Any:
        value = self.typing.value
        check_field(AnswerChange, "after", value)
        return value


def _editor(line: AnswerLine, raw: str, locale: str) -> Editor:
    question = line.question
    kind = question.kind if question else "text"
    named = dict(question.choices or {}) if question else {}
    if 0 < len(named) <= NAMED_BY_LIST and kind == "select_one":
        return ChoiceEditor([("", "—"), *named.items()])
    if 0 < len(named) <= NAMED_BY_LIST and kind == "select_multiple":
        strangers = [(one, one) for one in raw.split() if one not in named]
        return SeveralEditor([*named.items(), *strangers])
    if kind in _NUMBERS:
        return AnswerNumber(locale, is_whole=kind == "integer")
    if kind in _TIMES:
        return TimeLine(kind)
    is_long = "\n" in raw or len(raw) > LONGEST_LINE
    return NoteEditor() if is_long else LineEditor()


class SeveralEditor(TicksEditor):
    """Names of a list, kept as one text in the list's order."""

    def __init__(self, options: Iterable[Option]) -> None:
        self._order = tuple(options)
        super().__init__(self._order, min(len(self._order), _MOST_LINES))

    def put(self, value: Any) -> None:
        """Tick the names of the text."""
        super().put(value.split())

    def read(self) -> Any:
        """What is ticked."""
        ticked = self.widget.ids
        return " ".join(str(name) for name, _ in self._order if name in ticked)


class AnswerNumber(NumberEditor):
    """A number with the separators of the language; nothing is no answer."""

    def __init__(self, locale: str, *, is_whole: bool) -> None:
        super().__init__(locale, is_whole=is_whole, is_optional=True)

    def put(self, value: Any) -> None:
        """Show it; what is no number stands as it was sent."""
        number = exact_number(value)
        if number is None:
            self.line.setText(value)
        else:
            super().put(number)

    def read(self) -> Any:
        """All digits, with a point."""
        text = self.line.text().strip()
        if not text:
            return ""
        exact = read_number(text, self._locale)
        if self._is_whole and exact != exact.to_integral_value():
            raise Invalid("not_whole")
        return f"{exact.to_integral_value() if self._is_whole else exact:f}"


class TimeLine(LineEditor):
    """A date, an hour or both as a phone writes them; nothing is no answer."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._pattern, self._reader, self._code = _TIMES[kind]

    def read(self) -> Any:
        """The text. Raises Invalid for what is none."""
        text = self.widget.text().strip()
        if text and not self._is_one(text):
            raise Invalid(self._code)
        return text

    def _is_one(self, text: str) -> bool:
        try:
            self._reader(text)
        except ValueError:
            return False
        return re.fullmatch(self._pattern, text) is not None
