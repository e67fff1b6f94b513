"""A dossier from a phone's post to the archive on a supervisor's disk."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from field_api.submissions.logic import LogicWorker
from kobra_desktop.background import Background
from kobra_desktop.models.dossiers import DossierModel
from kobra_desktop.models.visit_result import ResultFacts
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.dossier import PARTY, DossierDialog
from kobra_records.files import dossier
from tests.kobra_desktop.views.conftest import look
from tests.kobra_desktop.views.fixtures import background
from tests.system.conftest import Field
from tests.system.station import Station
from tests.system.test_questionnaires import desks, page, worker
from tests.system.test_reviews import sent, workspace_of

__all__ = ["background", "desks", "look", "worker"]


@pytest.fixture
def asked(
    city: Field, desks: tuple[Station, Station], worker: LogicWorker, background: Background
) -> tuple[DossierModel, ResultFacts, bytes]:
    """A visit with a photo, open at Sara's desk."""
    visit_id, photo = sent(city, desks, worker)
    _, sara = desks
    model = DossierModel(workspace_of(sara, background))
    return model, page(sara, visit_id, background), photo


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> QWidget:
    """What the dialog stands over."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where it shall be, in a folder of its own."""
    folder = tmp_path / "expedientes"
    folder.mkdir()
    return folder / "expediente.zip"


def test_a_dossier_has_what_was_sent_and_its_paper(
    qtbot: QtBot,
    look: Look,
    window: QWidget,
    asked: tuple[DossierModel, ResultFacts, bytes],
    desks: tuple[Station, Station],
    target: Path,
) -> None:
    model, facts, photo = asked
    dialog = DossierDialog(look, model, facts, window)
    dialog.kinds[PARTY].setChecked(True)
    with qtbot.waitSignal(model.finished):
        dialog.write_to(target)
    assert dossier.faults(target) == []
    with zipfile.ZipFile(target) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    assert photo in contents.values()
    assert contents[f"visita-{facts.visit_id}.pdf"].startswith(b"%PDF")
    assert list(target.parent.iterdir()) == [target]
    admin, sara = desks
    sara.sync()
    acts = [line["act"] for line in admin.api.request("GET", "/audit").json()["items"]]
    assert {"dossier.make", "export.file"} <= set(acts)


def test_what_was_given_up_leaves_nothing(
    qtbot: QtBot,
    look: Look,
    window: QWidget,
    asked: tuple[DossierModel, ResultFacts, bytes],
    target: Path,
) -> None:
    model, facts, _ = asked
    dialog = DossierDialog(look, model, facts, window)
    with qtbot.waitSignal(model.stopped):
        dialog.write_to(target)
        dialog.reject()
        assert dialog.leave.text() == "Stopping…"
    assert list(target.parent.iterdir()) == []


def test_without_the_server_it_is_said_and_can_be_tried_again(
    qtbot: QtBot,
    look: Look,
    window: QWidget,
    asked: tuple[DossierModel, ResultFacts, bytes],
    target: Path,
) -> None:
    model, facts, _ = asked
    dialog = DossierDialog(look, model, facts, window)
    address, model.workspace.desk.api.server = model.workspace.desk.api.server, "http://127.0.0.1:9"
    with qtbot.waitSignal(model.failed):
        dialog.write_to(target)
    assert dialog.problem.text()
    assert dialog.write.isEnabled()
    assert list(target.parent.iterdir()) == []
    model.workspace.desk.api.server = address
    with qtbot.waitSignal(model.finished):
        dialog.write_to(target)
