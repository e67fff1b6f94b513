"""Questionnaires on a replica: saved, contested, published, retired; and the working copy, which a
killed process leaves behind.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kobra_desktop.commands import questionnaires as commands
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import undo
from kobra_desktop.store import outbox
from kobra_desktop.store.queries import questionnaires as queries
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.replica import Replica
from kobra_domain.errors import NotAllowed
from kobra_domain.people import Role
from kobra_domain.questionnaires import acts, canonical
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.things import Questionnaire, QuestionnaireState
from tests.kobra_desktop.field import a_desk, take
from tests.kobra_domain.things import NOW, PORTFOLIO_ID

ROOT = Path(__file__).parents[3]


def _form(title: str = "Visita", *names: str) -> Form:
    form = acts.set_setting(acts.set_setting(Form(), "form_title", title), "form_id", "visita")
    nodes = [acts.make(f"u_{name}", {"type": "text", "name": name}) for name in names]
    return acts.insert(form, nodes, acts.Place(None, 0))


@pytest.fixture
def desk(replica: Replica) -> Desk:
    """An administrator's desk over the small field; no server answers."""
    return a_desk(replica)


def _held(desk: Desk, questionnaire_id: str) -> Questionnaire:
    found = queries.questionnaire(desk.store, questionnaire_id)
    assert found is not None
    return found


def test_a_draft_is_made_saved_and_undone(desk: Desk) -> None:
    """Title and id follow the form; who edited is kept."""
    (one,) = commands.create_questionnaire(desk, _form("Visita", "a")).ids
    done = commands.save_questionnaire(desk, one, _form("Otra", "a", "b"))
    (row,) = queries.questionnaire_rows(desk.store)
    assert (row.title, row.form_id, row.editor) == ("Otra", "visita", "Sara")
    assert (row.state, row.versions, row.is_pending) == (QuestionnaireState.DRAFT, 0, True)
    assert canonical.read(_held(desk, one).document) == _form("Otra", "a", "b")
    assert done.undo is not None
    undo(desk, done.undo)
    assert _held(desk, one).title == "Visita"


def test_a_form_whose_id_is_being_rewritten_can_be_saved(desk: Desk) -> None:
    """The row keeps the old id meanwhile."""
    (one,) = commands.create_questionnaire(desk, _form()).ids
    commands.save_questionnaire(desk, one, acts.set_setting(_form(), "form_id", None))
    assert _held(desk, one).form_id == "visita"


def test_a_taken_form_id_gives_way(desk: Desk) -> None:
    """Two forms of one id would be one form to a phone."""
    commands.create_questionnaire(desk, _form())
    assert commands.with_free_id(desk, _form()).form_id == "visita_2"
    assert commands.with_free_id(desk, Form()).form_id == "formulario"


def test_what_a_colleague_saved_meanwhile_is_one_conflict_about_the_document(desk: Desk) -> None:
    """Not about who edited when; own edits that still wait are no matter."""
    (one,) = commands.create_questionnaire(desk, _form("Visita", "a")).ids
    (sent,) = outbox.next_batch(desk.store)
    outbox.withdraw(desk.store, [sent.op_id])
    theirs = replace(
        Questionnaire(
            id=one,
            title="Visita",
            form_id="visita",
            document=canonical.text(_form("Visita", "a")),
            created_at=NOW,
        )
    )
    take(desk.store, (theirs, 1))
    seen = canonical.text(_form("Visita", "a"))
    commands.save_questionnaire(desk, one, _form("Visita", "a", "b"), seen=seen)
    mine = canonical.text(_form("Visita", "a", "b"))
    commands.save_questionnaire(desk, one, _form("Visita", "a", "b", "c"), seen=mine)
    assert not op_rows(desk.store, outbox.OpState.CONFLICT)

    take(desk.store, (replace(theirs, document=canonical.text(_form("Visita", "z"))), 2))
    commands.save_questionnaire(desk, one, _form("Visita", "x"), seen=seen)
    (held,) = op_rows(desk.store, outbox.OpState.CONFLICT)
    assert [side.field for side in held.sides if side.is_contested] == ["document"]


def test_publishing_makes_a_version_and_the_draft_equals_it(desk: Desk) -> None:
    """Both wait in the outbox; a later edit is an unpublished change."""
    (one,) = commands.create_questionnaire(desk, _form("Visita", "a")).ids
    form = acts.set_setting(_form("Visita", "a"), "version", "2026112201")
    commands.publish_questionnaire(desk, one, form, portfolio_ids=[PORTFOLIO_ID], note="primera")
    (row,) = queries.questionnaire_rows(desk.store)
    assert row.state is QuestionnaireState.PUBLISHED
    assert row.latest is not None
    assert (row.latest.form_version, row.latest.note) == ("2026112201", "primera")
    assert (row.versions, row.has_unpublished, row.latest.is_pending) == (1, False, True)
    version = queries.version(desk.store, row.latest.id)
    assert version is not None
    assert version.document_hash == canonical.digest(form)
    commands.save_questionnaire(desk, one, _form("Visita", "a", "b"))
    (row,) = queries.questionnaire_rows(desk.store)
    assert row.has_unpublished
    assert [v.form_version for v in queries.version_rows(desk.store, one)] == ["2026112201"]


def test_a_retired_one_comes_back_as_what_it_was(desk: Desk) -> None:
    """Published, when something was."""
    (one,) = commands.create_questionnaire(desk, _form()).ids
    commands.retire_questionnaire(desk, one)
    assert _held(desk, one).state is QuestionnaireState.RETIRED
    commands.restore_questionnaire(desk, one, was_published=True)
    assert _held(desk, one).state is QuestionnaireState.PUBLISHED


def test_who_may_not_design_changes_nothing(desk: Desk) -> None:
    """Not even a working copy."""
    (one,) = commands.create_questionnaire(desk, _form()).ids
    desk.who = replace(desk.who, role=Role.SUPERVISOR)
    with pytest.raises(NotAllowed):
        commands.save_questionnaire(desk, one, _form("Otra"))
    with pytest.raises(NotAllowed):
        commands.keep_working_copy(desk, one, _form("Otra"), "")


def test_how_many_phones_a_form_reaches(desk: Desk) -> None:
    """Those with visits of the portfolios; without portfolios, all that are enrolled."""
    reached = queries.reached(desk.store)
    assert [portfolio.id for portfolio in reached.portfolios] == [PORTFOLIO_ID]
    assert reached.phones([]) == reached.all_phones


KILLED = """
import os, signal, sys
from pathlib import Path
from kobra_desktop.commands import questionnaires as commands
from tests.kobra_desktop.commands.test_questionnaires import _form
from tests.kobra_desktop.field import a_desk, open_replica
desk = a_desk(open_replica(Path(sys.argv[1])))
commands.keep_working_copy(desk, sys.argv[2], _form("Visita", "a", "b"), "antes")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_process_leaves_the_working_copy(desk: Desk) -> None:
    """With what it began from; a newer one is not forgotten by the saving of an older."""
    (one,) = commands.create_questionnaire(desk, _form("Visita", "a")).ids
    folder = desk.store.path.parent
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), one], cwd=ROOT, timeout=60, check=False
    )
    assert ended.returncode < 0
    copy = commands.working_copy(desk, one)
    assert copy is not None
    assert canonical.read(copy.document) == _form("Visita", "a", "b")
    assert (copy.seen, copy.at) == ("antes", NOW)
    commands.forget_working_copy(desk, one, "an older document")
    assert commands.working_copy(desk, one) is not None
    commands.forget_working_copy(desk, one, copy.document)
    assert commands.working_copy(desk, one) is None
