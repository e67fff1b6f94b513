"""The words of an address: written as it is, parted in two, or those of the door that it shares."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.portfolio.unplaced import Beside, UnplacedModel
from kobra_desktop.views.dialogs.form import Form, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import LineEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.party_finder import PartyEditor, PartyFinder
from kobra_domain.errors import Invalid
from kobra_domain.limits import Length
from kobra_domain.portfolios import Address

translate = QCoreApplication.translate
FIELDS = ("street", "neighbourhood", "municipality", "region", "postal_code")


class AddressWordsDialog(Form):
    """The fields by which a door is told from others."""

    kind = Address

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        address: Address,
        submit: Submit,
        setting: Setting,
    ) -> None:
        title = translate("Places", "Correct the address")
        super().__init__(look, parent, title, setting, submit, held=address)
        self.build(column(*(self.of(name) for name in FIELDS), None, space=12), 440, 420)


@dataclass(frozen=True)
class TwoDoors:
    """The streets of two doors that were one address."""

    here: Annotated[str, Length(1, 240)]
    there: Annotated[str, Length(1, 240)]


class SplitDialog(Form):
    """One address that stands for two doors: how each is written."""

    kind = TwoDoors

    def __init__(self, look: Look, parent: QWidget, model: UnplacedModel, address: Address) -> None:
        title = translate("Places", "Split in two doors")
        setting, (here, there) = Setting.of(model.workspace), halves(address.street)
        start = {"here": here, "there": there}
        act = translate("Places", "Split")
        super().__init__(look, parent, title, setting, model.split, start=start, act=act)
        self.is_act = bool(there)
        hint = translate("Places", "It keeps its visits.")
        first = self.by("here", LineEditor(), translate("Places", "This door"), hint)
        words = translate("Places", "The other door")
        hint = translate("Places", "Of the same person; it waits to be placed.")
        second = self.by("there", LineEditor(), words, hint)
        self.build(column(label(address.street, "strong", wrap=True), first, second, space=12), 440)

    def judge(self, values: Values) -> Iterable[Invalid]:
        """Two doors are not one."""
        if values["here"] == values["there"]:
            yield Invalid("same_door_twice", field="there")


def halves(street: str) -> tuple[str, str]:
    """The two doors that an address names, as far as its words show them; the second may be empty.

    >>> halves("Calle 8 # 12-40 y Carrera 9 # 1-20")
    ('Calle 8 # 12-40', 'Carrera 9 # 1-20')
    """
    parts = [part.strip(" ,.") for part in re.split(r"\s+[yeou]\s+|[;/]", street, maxsplit=1)]
    if len(parts) == 2 and all(re.search(r"[^\W\d]{2}.*\d", part) for part in parts):
        return parts[0], parts[1]
    return street, ""


@dataclass(frozen=True)
class OtherDoor:
    """The address whose door it is, too."""

    door_id: str


class SameDoorDialog(Form):
    """«Es la misma puerta que…»: any address with a pin, found by its words or its holder."""

    kind = OtherDoor
    is_work = False

    def __init__(self, look: Look, parent: QWidget, model: UnplacedModel, address: Address) -> None:
        title = translate("Places", "It is the same door as…")
        act = translate("Places", "Put it there")
        super().__init__(look, parent, title, Setting.of(model.workspace), self._share, act=act)
        self._model = model
        self._doors: dict[str, Beside] = {}
        example = translate("Places", "Street, neighbourhood or holder…")
        nobody = translate("Places", "No address with a pin says so.")
        self.finder = PartyFinder(look, example, nobody)
        title = translate("Places", "Address with a pin")
        field = self.by("door_id", PartyEditor(self.finder), title)
        words = label(address.street, "strong", wrap=True)
        self.build(column(words, field, None, space=12), 560, 320)
        self.finder.typed.connect(self._look)
        self.finder.chosen.connect(self._on_chosen)
        field.take_focus()

    def _look(self, typed: str) -> None:
        self._model.find_doors(typed, self._show, self)

    def _show(self, found: list[Beside]) -> None:
        self._doors = {one.address.id: one for one in found}
        self.finder.show_hits((one_id, door_words(one)) for one_id, one in self._doors.items())

    def _on_chosen(self, door_id: str) -> None:
        self.finder.show_party(door_id, door_words(self._doors[door_id]))
        self.save.setFocus()

    def _share(self, values: Values, then: Then, refused: Refused) -> None:
        self._model.share(self._doors[values["door_id"]].address, then, refused)


def door_words(one: Beside) -> str:
    """«Calle 8 # 12-40 · La Loma · Bogotá · Ana Gómez»."""
    address = one.address
    said = (address.street, address.neighbourhood, address.municipality, one.party_name)
    return " · ".join(filter(None, said))
