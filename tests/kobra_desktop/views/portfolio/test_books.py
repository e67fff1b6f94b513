"""Calles y puertas: what is loaded is listed with how near it proved; a file is sent, followed,
stopped, and its refusal said.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot
from werkzeug import Request, Response

from kobra_desktop.api.http import FieldApi
from kobra_desktop.models.portfolio.books import BooksModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.portfolio.books import BooksDialog
from kobra_desktop.views.theme import Look
from kobra_domain.people import Role
from kobra_domain.streets.answers import BookKind
from tests.kobra_desktop.views.world import World

PATH = "/api/v1/places/books"
BOOK = {
    "municipality": "Bogotá", "streets": 1_204, "corners": 15_233, "quarters": 9, "doors": 0,
    "loaded_at": "2026-11-20T15:00:00Z",
}  # fmt: skip
LOADING = {
    "municipality": "Cali", "kind": "streets", "filename": "calles.geojson", "is_over": False,
    "counts": {}, "code": "", "params": {},
}  # fmt: skip
MEASURED = {
    "municipality": "Bogotá", "method": "corner_metres", "arrivals": 1_204, "p50_m": 11.0,
    "p90_m": 36.0, "p95_m": 52.0, "is_learnt": True,
}  # fmt: skip


class Books:
    """A server's part of it."""

    def __init__(self, http: HTTPServer) -> None:
        self.loading: dict[str, Any] | None = None
        self.came: list[tuple[str, int]] = []
        self.stops = 0
        self.items = [BOOK]
        http.expect_request(PATH, method="GET").respond_with_handler(self._tell)
        http.expect_request(PATH, method="POST").respond_with_handler(self._take)
        http.expect_request(f"{PATH}/loading", method="DELETE").respond_with_handler(self._stop)
        http.expect_request("/api/v1/session").respond_with_json({})
        quality = "/api/v1/places/quality"
        http.expect_request(quality).respond_with_json({"items": [MEASURED]})

    def _tell(self, _: Request) -> Response:
        return _json({"items": self.items, "loading": self.loading})

    def _take(self, request: Request) -> Response:
        self.came.append((request.query_string.decode(), len(request.get_data())))
        self.loading = LOADING
        return _json(LOADING, 202)

    def _stop(self, _: Request) -> Response:
        self.stops += 1
        self.end(code="books_stopped", params={"filename": "calles.geojson"})
        return Response(status=204)

    def end(self, **how: Any) -> None:
        """The server has read the file."""
        self.loading = {**LOADING, "is_over": True, **how}


def _json(body: object, status: int = 200) -> Response:
    return Response(orjson.dumps(body), status, content_type="application/json")


@pytest.fixture
def books(httpserver: HTTPServer) -> Books:
    return Books(httpserver)


@pytest.fixture
def dialog(
    qtbot: QtBot, look: Look, workspace: Workspace, httpserver: HTTPServer, books: Books
) -> BooksDialog:
    api = FieldApi(httpserver.url_for(""), guard=nullcontext(), on_tokens=lambda _: None)
    model = BooksModel(replace(workspace, desk=replace(workspace.desk, api=api)))
    made = BooksDialog(look, None, model)  # type: ignore[arg-type]
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.list.count() == 1)
    return made


def test_what_is_loaded_is_listed_with_how_near_it_proved(dialog: BooksDialog) -> None:
    town, counts, near = dialog.list.item(0).text().split("\n")
    assert town == "Bogotá"
    assert counts.startswith("1.204 streets · 15.233 corners · 0 listed doors · ")
    assert near == "Bogotá, esquina + metros: la mitad a menos de 11 m (1.204 llegadas)"
    assert not dialog.streets.isEnabled()
    dialog.town.setText("Cali")
    dialog.list.setCurrentRow(0)  # as the focus does
    assert dialog.town.text() == "Cali"
    dialog.list.itemClicked.emit(dialog.list.item(0))
    assert dialog.town.text() == "Bogotá"
    assert dialog.streets.isEnabled()


def test_towns_stand_in_the_order_of_their_letters(
    qtbot: QtBot, dialog: BooksDialog, books: Books
) -> None:
    """An accent puts none behind the others."""
    books.items = [{**BOOK, "municipality": one} for one in ("Villa Nueva", "Villa Ámbar")]
    dialog.model.open()
    qtbot.waitUntil(lambda: dialog.list.count() == 3)
    towns = [dialog.list.item(n).text().partition("\n")[0] for n in range(3)]
    assert towns == ["Bogotá", "Villa Ámbar", "Villa Nueva"]


def test_a_file_is_sent_and_followed_until_it_is_read(
    qtbot: QtBot, dialog: BooksDialog, books: Books, tmp_path: Path
) -> None:
    path = tmp_path / "calles.geojson"
    path.write_bytes(b"x" * 300_000)
    dialog.town.setText(" Cali ")
    dialog.send(str(path), BookKind.STREETS)
    assert dialog.progress.isVisible()
    qtbot.waitUntil(lambda: dialog.told.text() == "The server reads calles.geojson…")
    assert books.came == [("municipality=Cali&kind=streets&filename=calles.geojson", 300_000)]
    assert not dialog.streets.isEnabled()
    books.end(counts={"streets": 1_234, "corners": 99})
    words = "calles.geojson: 1.234 streets and 99 corners."
    qtbot.waitUntil(lambda: dialog.told.text() == words)
    assert not dialog.progress.isVisible()
    assert dialog.streets.isEnabled()


def test_it_is_stopped_while_it_is_read(
    qtbot: QtBot, dialog: BooksDialog, books: Books, tmp_path: Path
) -> None:
    path = tmp_path / "calles.geojson"
    path.write_bytes(b"{}")
    dialog.town.setText("Cali")
    dialog.send(str(path), BookKind.STREETS)
    qtbot.waitUntil(lambda: "reads" in dialog.told.text())
    QTest.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.problem.isVisible)
    assert books.stops == 1
    assert dialog.problem.text() == "calles.geojson: se detuvo la lectura; queda lo que había."


def test_a_file_that_is_gone_is_said(qtbot: QtBot, dialog: BooksDialog, tmp_path: Path) -> None:
    dialog.town.setText("Cali")
    dialog.send(str(tmp_path / "no.csv"), BookKind.DOORS)
    qtbot.waitUntil(dialog.problem.isVisible)
    assert dialog.problem.text() == "No se pudo abrir el archivo no.csv."
    assert dialog.doors.isEnabled()


def test_who_plans_sees_it_and_loads_nothing(
    qtbot: QtBot, look: Look, world: World, workspace: Workspace, dialog: BooksDialog
) -> None:
    workspace.desk.who = next(user for user in world.users if user.role is Role.SUPERVISOR)
    other = BooksDialog(look, None, BooksModel(workspace))  # type: ignore[arg-type]
    qtbot.addWidget(other)
    other.show()
    assert not other.model.may_load
    assert not other.town.isVisible()
    assert not other.streets.isVisible()
