"""Data taken along stands in the audit, by whom the server knows it, and by nobody without the
right.
"""

from collections.abc import Callable
from typing import Any

import pytest

from kobra_domain.exports import Export, ExportWay
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY, Client
from tests.field_api.world import World, creation, edit

SignIn = Callable[[str], Client]


def _export(**more: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"listing": "Visitas", "rows": 1_204, "way": ExportWay.FILE, **more}
    made = Export(id=new_id(), made_by=new_id(), made_at=WEDNESDAY, **said)
    return creation(made, "export.create")


@pytest.mark.parametrize("way", list(ExportWay))
def test_an_export_stands_in_the_audit(sign_in: SignIn, world: World, way: ExportWay) -> None:
    """List, rows and filter in words; who it was is the server's to say, and it is said once."""
    supervisor = sign_in("supervisor")
    operation = _export(way=way, filter="Estado: Asignada")
    [first] = supervisor.operate(operation)
    assert first["status"] == "applied", first
    assert first["body"]["made_by"] == world.users["supervisor"].id
    [again] = supervisor.operate(operation)
    assert again["status"] == "duplicate"
    [line] = sign_in("admin").get("/api/v1/audit").json()["items"]
    assert (line["act"], line["user_id"]) == (f"export.{way}", world.users["supervisor"].id)
    told = {"listing": "Visitas", "rows": 1_204, "filter": "Estado: Asignada"}
    assert line["details"] == told


@pytest.mark.parametrize("who", ["viewer", "agent"])
def test_who_has_no_right_is_refused(sign_in: SignIn, who: str) -> None:
    """Nothing is noted of what did not happen."""
    [result] = sign_in(who).operate(_export())
    assert (result["status"], result["code"]) == ("rejected", "not_allowed")
    assert sign_in("admin").get("/api/v1/audit").json()["items"] == []


def test_a_record_is_never_changed(sign_in: SignIn) -> None:
    """There is no act that does."""
    supervisor, operation = sign_in("supervisor"), _export()
    supervisor.operate(operation)
    for name in ("export.edit", "export.delete"):
        [result] = supervisor.operate(edit(operation["entity_id"], name, rows=(1_204, 1)))
        assert (result["status"], result["code"]) == ("rejected", "unknown_command")


def test_only_who_did_it_and_administrators_see_it(sign_in: SignIn) -> None:
    """It lies under the person's own key."""
    sign_in("supervisor").operate(_export())
    seen = {who: _count(sign_in(who)) for who in ("admin", "supervisor", "viewer", "stranger")}
    assert seen == {"admin": 1, "supervisor": 1, "viewer": 0, "stranger": 0}


def _count(client: Client) -> int:
    counts: dict[str, int] = client.get("/api/v1/changes/counts").json()
    return counts.get("export", 0)
