"""Mapa con calles de tu región: a town is sought or a box drawn, its size told, and the server
brings it.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QWidget,
)

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.region import RegionModel
from kobra_desktop.models.administration.shipped_places import Box, ShippedPlace, found_places
from kobra_desktop.views.administration.region_map import RegionMapView
from kobra_desktop.views.room import give_room
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_domain.region_maps import OPEN_STATES, RegionState

translate = QCoreApplication.translate
_MOST_LINES = 5
_PLACE = int(Qt.ItemDataRole.UserRole)


class RegionDialog(QDialog):
    """Shows a RegionModel. It may be left while the server brings the map: that goes on."""

    def __init__(
        self, look: Look, parent: QWidget, model: RegionModel, archive: Path | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self.model = look, model
        model.setParent(self)
        self.setWindowTitle(translate("Region", "Map with the streets of your region"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self._name, self._is_taken_up = "", False
        self._found: ShippedPlace | None = None
        self.search = line_edit(translate("Region", "For example Medellín, or Antioquia"))
        self.towns = QListWidget()
        self.towns.setAccessibleName(translate("Region", "Places found"))
        self.towns.hide()
        self.box = line_edit("-74.25, 4.45, -73.98, 4.85")
        self.town = line_edit(translate("Region", "None"))
        self.detail = QComboBox()
        for words, zoom in (
            (translate("Region", "All the detail"), None),
            (translate("Region", "Less detail"), 14),
            (translate("Region", "Main streets only"), 12),
        ):
            self.detail.addItem(words, zoom)
        self.map = RegionMapView(look, model.workspace, archive)
        self.draw = Button(look, translate("Region", "Draw on the map"), icon="pencil")
        self.size_it = Button(look, translate("Region", "Tell its size"))
        self.bring = Button(look, translate("Region", "Bring the map"), "primary")
        self.stop = Button(look, translate("Places", "Stop"))
        self.leave = Button(look, translate("Administration", "Done"))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Region", "How much of the map has come"))
        self.told = label("", "secondary", wrap=True)
        self.problem = notice("error")
        self._lay_out()
        self._connect()
        self._say()
        model.open()

    def _lay_out(self) -> None:
        words = translate(
            "Region",
            "The server takes your region out of a map of the world (OpenStreetMap). Nothing of "
            "yours leaves: only which part of the map is asked for.",
        )
        self.about = label(words, "caption", wrap=True)
        town = Field(translate("Region", "Search a town, a department or a state"), self.search)
        box = Field(
            translate("Region", "Box in degrees: west, south, east, north"),
            self.box,
            translate("Region", "Filled in by the search, or by drawing on the map."),
        )
        streets = Field(
            translate("Region", "Municipality whose addresses are placed by these streets"),
            self.town,
        )
        detail = Field(translate("Region", "Detail"), self.detail)
        self.box_field = box
        two = row(streets, detail, space=12)
        boxed = row(box, self.draw, space=12)
        boxed.setStretch(0, 1)
        going = row(self.progress, self.stop, space=8)
        going.setStretch(0, 1)
        what = column(
            label(self.windowTitle(), "section", wrap=True),
            self.about,
            town,
            self.towns,
            self.map,
            boxed,
            two,
            space=10,
            margins=(20, 16, 20, 0),
        )
        what.setStretch(4, 1)
        how = column(
            self.told,
            going,
            self.problem,
            row(None, self.leave, self.size_it, self.bring, space=8),
            space=10,
            margins=(20, 0, 20, 12),
        )
        self.setLayout(column(scrolling(holding(what)), how, space=10))
        give_room(self, self._look, 720, 700)

    def _connect(self) -> None:
        model = self.model
        self.search.textChanged.connect(self._seek)
        self.towns.itemClicked.connect(self._on_town)
        self.towns.itemActivated.connect(self._on_town)
        self.search.returnPressed.connect(self._first_town)
        self.box.editingFinished.connect(self._on_box)
        for changed in (self.box.textChanged, self.town.textChanged):
            changed.connect(self._allow)
        self.detail.currentIndexChanged.connect(self._allow)
        self.draw.clicked.connect(self.map.draw)
        self.map.drawn.connect(self._on_drawn)
        self.size_it.clicked.connect(self._ask)
        self.bring.clicked.connect(model.start)
        self.stop.clicked.connect(model.stop)
        self.leave.clicked.connect(self.accept)
        model.changed.connect(self._say)
        model.failed.connect(self._on_failed)

    def asked_box(self) -> Box | None:
        """The box that is typed; None while it is none."""
        parts = self.box.text().replace(";", ",").split(",")
        try:
            west, south, east, north = (float(part) for part in parts)
        except ValueError:
            return None
        is_box = -180 <= west < east <= 180 and -90 <= south < north <= 90
        return (west, south, east, north) if is_box else None

    def _seek(self, text: str) -> None:
        self.towns.clear()
        for place in found_places(text):
            words = "{name}" if place.is_town else translate("Region", "{name} (whole)")
            item = QListWidgetItem(words.format(name=place.name))
            item.setData(_PLACE, place)
            self.towns.addItem(item)
        count = self.towns.count()
        lines = min(count, _MOST_LINES) * self.towns.sizeHintForRow(0)
        self.towns.setFixedHeight(lines + 2 * self._look.pixels(6))
        self.towns.setVisible(count > 0)

    def _first_town(self) -> None:
        if self.towns.count():
            self._on_town(self.towns.item(0))

    def _on_town(self, item: QListWidgetItem) -> None:
        place: ShippedPlace = item.data(_PLACE)
        self._name, self._found = place.name, place
        self.search.setText(place.name)
        self.towns.hide()
        self.town.setText(place.name if place.is_town else "")
        self._put(place.box)

    def _on_drawn(self, box: Box) -> None:
        self._name = ""
        self._leave_found(box)
        self._put(box)

    def _put(self, box: Box) -> None:
        self.box.setText(", ".join(f"{one:.10g}" for one in box))
        self.map.show_box(box)

    def _on_box(self) -> None:
        box = self.asked_box()
        wrong = translate("Region", "Four degrees, west before east and south before north.")
        self.box_field.set_problem("" if box or not self.box.text().strip() else wrong)
        if box is not None:
            self._leave_found(box)
            self.map.show_box(box)

    def _leave_found(self, box: Box) -> None:
        """A box somewhere else is not of the town that was sought, nor are its streets."""
        found = self._found
        if found is None or _do_meet(found.box, box):
            return
        self._name, self._found = "", None
        if self.town.text().strip() == found.name:
            self.town.clear()
        self.search.clear()

    def _ask(self) -> None:
        box = self.asked_box()
        if box is not None:
            self.problem.hide()
            self.model.ask(
                box,
                name=self._name,
                municipality=self.town.text().strip(),
                max_zoom=self.detail.currentData(),
            )

    def _take_up(self) -> None:
        """What was asked for before, by whomever, is shown when the server first answers."""
        region = self.model.region
        if self._is_taken_up or not self.model.is_known:
            return
        self._is_taken_up = True
        if region is not None and region.state in OPEN_STATES and not self.box.text():
            asked = region.asked
            self._name = asked.name
            self.town.setText(asked.municipality)
            self.detail.setCurrentIndex(max(0, self.detail.findData(asked.max_zoom)))
            self._put((asked.west, asked.south, asked.east, asked.north))

    def _is_sized(self) -> bool:
        """Whether it is the size of what is asked for now that was told."""
        region = self.model.region
        if region is None or region.state is not RegionState.SIZED:
            return False
        asked = region.asked
        return (
            self.asked_box() == (asked.west, asked.south, asked.east, asked.north)
            and self.detail.currentData() == asked.max_zoom
            and self.town.text().strip() == asked.municipality
        )

    def _say(self) -> None:
        model = self.model
        self._take_up()
        words, has_failed = model.words(), model.has_failed
        self.told.setText("" if has_failed else words)
        self.told.setVisible(bool(words) and not has_failed)
        if has_failed or model.region is not None:
            self.problem.setText(words if has_failed else "")
            self.problem.setVisible(has_failed)
        share = model.share
        self.progress.setRange(0, 0 if share is None else 1_000)
        self.progress.setValue(int(1_000 * (share or 0.0)))
        self.progress.setVisible(model.is_busy)
        self.stop.setVisible(model.is_busy)
        self._allow()

    def _allow(self) -> None:
        model = self.model
        is_free = model.is_known and not model.is_busy and not model.is_asking
        self.size_it.setEnabled(is_free and self.asked_box() is not None)
        self.bring.setEnabled(is_free and self._is_sized())

    def _on_failed(self, problem: Known) -> None:
        self.problem.setText(sentence(problem, self.model.workspace.locale))
        self.problem.show()


def _do_meet(one: Box, other: Box) -> bool:
    is_beside = one[2] < other[0] or other[2] < one[0]
    return not (is_beside or one[3] < other[1] or other[3] < one[1])
