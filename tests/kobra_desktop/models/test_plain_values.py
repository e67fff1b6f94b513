"""Values and acts are said in words: of no enum its code, of no row its id."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.administration import audit_words
from kobra_desktop.models.held import act_words
from kobra_desktop.models.plain_values import field_words, name_in
from kobra_desktop.models.portfolio.imports_words import RowWords
from kobra_desktop.models.workspace import Workspace
from kobra_domain.commands import COMMANDS
from kobra_domain.imports.answers import FieldChange, ImportRow
from kobra_domain.portfolios import Party
from kobra_domain.scope import Permission
from tests.kobra_desktop.views.world import World

OURS = sorted(n for n, one in COMMANDS.items() if one.permission is not Permission.WORK_VISITS)


@pytest.mark.parametrize("command", OURS)
def test_every_act_has_words(qtbot: QtBot, command: str) -> None:
    """Where it waits to be sent, and in the audit."""
    verb = command.partition(".")[2]
    assert act_words(command) != command
    if verb not in ("create", "edit"):
        assert not audit_words.act_words(command, "es").endswith(f": {verb}")


def test_a_field_says_its_own_words(world: World, workspace: Workspace) -> None:
    """One code may mean another thing in another field."""
    agent = world.agents[0]
    party = next(one for one in world.entities if isinstance(one, Party))
    parties = [{"party_id": party.id, "role": "holder"}]
    said: dict[tuple[str, str, Any], str] = {
        ("account", "state", "paid"): "Pagado",
        ("account", "segment", "high"): "high",
        ("account", "agent_id", agent.id): agent.name,
        ("address", "geocode_quality", "none"): "Sin ubicar",
        ("party", "preferred_channel", None): "–",
        ("party", "document_number", "1967031711"): "1967031711",  # no day of 1967
        ("bank_payment", "reference", "2026-11-19"): "2026-11-19",
    }
    named = name_in(workspace)
    for (kind, name, value), words in said.items():
        assert field_words(kind, name, value, workspace, named) == words
    assert field_words("account", "parties", parties, workspace, named).startswith(party.name)


def test_rows_of_a_file_name_what_they_name(world: World, workspace: Workspace) -> None:
    """Looked up once by a worker; where they are shown nothing is read."""
    agent = world.agents[0]
    change = FieldChange(kind="account", field="agent_id", old=None, new=agent.id)
    row = ImportRow(line=2, key="8801", changes=(change,))
    words = RowWords(workspace)
    words.learn([row])
    assert agent.name in words.what(row)
    stranger = FieldChange(kind="account", field="agent_id", old=None, new=world.new_id())
    assert stranger.new not in words.what(ImportRow(line=3, changes=(stranger,)))


def test_files_for_clients_are_data_taken_along() -> None:
    out = ("outgoing.make", "outgoing.download", "outgoing.again")
    assert {audit_words.group_of(act) for act in out} == {audit_words.TAKEN}
    assert audit_words.group_of("outgoing.terms") == audit_words.CHANGES
