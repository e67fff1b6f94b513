"""Mapa con calles de tu región: which box is asked for, what it costs, and how it goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from kobra_desktop.api.http import FieldApi
from kobra_desktop.api.region_maps import ask_region, region_maps, start_region, stop_region
from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import FormActs
from kobra_desktop.models.administration.shipped_places import Box
from kobra_desktop.models.workspace import Workspace
from kobra_domain.region_maps import BUSY_STATES, RegionAsked, RegionMap, RegionMaps, RegionState
from kobra_domain.scope import Permission
from kobra_domain.words import data_size, number, say

translate = QCoreApplication.translate
ASK_MS = 700  # between two questions how it goes


class RegionModel(QObject):
    """`changed`: something else to see. `failed` (Known): the server did not do it. `arrived`: the
    new map is the server's.
    """

    changed = Signal()
    failed = Signal(object)
    arrived = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = FormActs(workspace, self)
        self.source = ""
        self.region: RegionMap | None = None
        self.is_known = self.is_asking = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(ASK_MS)
        self._again.timeout.connect(self.open)

    def open(self) -> None:
        """Ask how it goes."""
        self._do(region_maps)

    @property
    def state(self) -> RegionState | None:
        """How far it is; None: nobody has asked for anything."""
        return self.region.state if self.region is not None else None

    @property
    def is_busy(self) -> bool:
        """Whether the server is at it."""
        return self.state in BUSY_STATES

    @property
    def has_failed(self) -> bool:
        """Whether the last one came to nothing."""
        return self.state is RegionState.FAILED

    @property
    def share(self) -> float | None:
        """How much of the map has come; None where nobody can know."""
        one = self.region
        if one is None or one.state is not RegionState.FETCHING or not one.bytes:
            return None
        return min(1.0, one.done / one.bytes)

    def ask(self, box: Box, *, name: str, municipality: str, max_zoom: int | None) -> None:
        """Have the size of a region told."""
        west, south, east, north = box
        wish = RegionAsked(
            west=west,
            south=south,
            east=east,
            north=north,
            max_zoom=max_zoom,
            name=name,
            municipality=municipality,
        )
        self._do(lambda api: ask_region(api, wish), is_act=True)

    def start(self) -> None:
        """Have it brought."""
        self._do(start_region, is_act=True)

    def stop(self) -> None:
        """End it; the map that was there stays."""
        self._do(stop_region, is_act=True)

    def words(self) -> str:
        """How it goes, in a sentence or two; empty for nothing."""
        one, locale = self.region, self.workspace.locale
        if one is None:
            return ""
        if one.state is RegionState.FAILED:
            return say(one.code, one.params, locale)
        size = data_size(one.bytes, locale)
        facts = {
            "size": size,
            "tiles": number(one.tiles, locale),
            "requests": number(one.requests, locale),
            "host": one.host,
            "done": data_size(one.done, locale),
        }
        return self._sentence(one).format(**facts)

    def _sentence(self, one: RegionMap) -> str:
        if one.state is RegionState.SIZING:
            return translate("Region", "The server asks what the region needs…")
        if one.state is RegionState.SIZED:
            return translate(
                "Region",
                "The map is {size} and comes from {host} (tiles: {tiles}, requests: {requests}). "
                "Every control center will download these {size} once.",
            )
        if one.state is RegionState.FETCHING:
            return translate("Region", "{done} of {size} have come from {host}.")
        if one.state is RegionState.STOPPED:
            return translate("Region", "It was stopped. The map that was there stays.")
        return self._done(one)

    def _done(self, one: RegionMap) -> str:
        said = [
            translate(
                "Region",
                "The map of {size} is on the server: control centers download it by themselves.",
            )
        ]
        if one.is_anew:
            said.append(
                translate("Region", "Its source changed meanwhile, so that it was begun anew.")
            )
        if one.code:
            said.append(say(one.code, one.params, self.workspace.locale))
        elif one.asked.municipality:
            said.append(
                translate("Region", "The streets of the municipality are read from it now.")
            )
        return " ".join(said)

    def _do(self, act: Callable[[FieldApi], RegionMaps], *, is_act: bool = False) -> None:
        desk = self.workspace.desk

        def ask() -> RegionMaps:
            desk.require(Permission.ADMINISTER)
            return act(desk.api)

        self.is_asking = is_act
        self.acts.ask(ask, self._on_found, self._on_failed)
        if is_act:
            self.changed.emit()

    def _on_found(self, found: RegionMaps) -> None:
        was = self.state
        self.source, self.region = found.source, found.region
        self.is_known, self.is_asking = True, False
        if self.is_busy:
            self._again.start()
        self.changed.emit()
        if was is RegionState.FETCHING and self.state is RegionState.DONE:
            self.arrived.emit()

    def _on_failed(self, problem: Known) -> None:
        self.is_asking = False
        if self.is_busy:  # the server may be away for a moment
            self._again.start()
        self.changed.emit()
        self.failed.emit(problem)
