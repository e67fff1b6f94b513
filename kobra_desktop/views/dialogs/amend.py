"""A form whose changes are kept with their reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.widgets.editors import LineEditor
from kobra_desktop.views.widgets.fields import FormField
from kobra_domain.limits import Length
from kobra_domain.words import field_title


@dataclass(frozen=True)
class Why:
    """What an operation's reason may be."""

    reason: Annotated[str, Length(1, 2_000)]


class AmendForm(Form):
    """What is changed of a person by hand: nothing is saved without why."""

    def ask_reason(self) -> FormField:
        """The field, which counts for nothing as long as nothing else was changed."""
        editor = LineEditor()
        editor.hold("")
        title = field_title("reason", "", self.setting.locale)
        return self._keep(FormField(Why, "reason", editor, title))

    @property
    def is_touched(self) -> bool:
        """Whether there is something to be saved."""
        return any(one.is_touched for name, one in self.fields.items() if name != "reason")

    @property
    def would_lose(self) -> bool:
        """A reason alone is typed work, too."""
        return self.is_work and any(one.is_touched for one in self.fields.values())

    def written(self) -> Iterable[str]:
        """What was touched, and why."""
        return [*(name for name in super().written() if name != "reason"), "reason"]
