"""A profile that was copied: two machines do not end each other's session, and are told why one of
them has to sign in; what was not sent is there on both, and is done once.
"""

import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kobra_desktop import device
from kobra_desktop.app.account import DEVICE, Account, CopiedProfile, SignedIn
from kobra_desktop.models.sign_in import Credentials
from kobra_desktop.paths import Paths
from kobra_desktop.settings import Settings
from kobra_desktop.store import making, outbox
from kobra_desktop.store.making import Edit
from kobra_desktop.sync.engine import Engine
from kobra_records.ids import new_id
from tests.field_api.servers import Running
from tests.system.conftest import SARA, Field
from tests.system.program import MemoryKeyring
from tests.system.station import PASSWORD


def account_in(folder: Path) -> tuple[Account, Settings]:
    """The account of the profile in a folder."""
    paths = Paths("default", folder / "data", folder / "cache", folder / "logs")
    paths.make()
    settings = Settings(paths.settings)
    made = Account(paths, settings, lambda: datetime.now(UTC), threading.RLock, "es")
    return made, settings


def synced(server: Running, signed_in: SignedIn) -> int:
    """A run; answers how many edits wait after it."""
    engine = Engine(
        signed_in.replica, signed_in.api, server.clock, threading.Lock(), lambda status: None
    )
    engine.run(lambda: False)
    return outbox.counts(signed_in.replica).all


def test_a_copy_has_a_session_of_its_own(
    server: Running, city: Field, tmp_path: Path, secrets: MemoryKeyring
) -> None:
    here, there = tmp_path / "aquí", tmp_path / "allá"
    typed = Credentials(server=server.base, email=SARA, password=PASSWORD)
    first, settings = account_in(here)
    original = first.sign_in(typed)
    assert settings.save()
    synced(server, original)
    edit = Edit("visit.edit", city.visits[0].id, {"note": "sin enviar"})
    making.make(original.replica, [edit], now=server.clock(), new_id=new_id)
    original.replica.close()
    shutil.copytree(here, there)

    second, kept = account_in(there)
    with pytest.raises(CopiedProfile):
        second.resume()
    copy = second.sign_in(typed)
    assert kept.save()
    assert outbox.counts(copy.replica).waiting == 1
    assert synced(server, copy) == 0

    again, _ = account_in(here)
    resumed = again.resume()
    assert resumed is not None
    assert synced(server, resumed) == 0  # its session goes on, and the edit was done once
    assert synced(server, copy) == 0
    later, _ = account_in(there)
    copy.replica.close()
    still = later.resume()
    assert still is not None
    for one in (resumed, still):
        assert synced(server, one) == 0
        one.replica.close()


def test_a_profile_from_before_there_were_devices_goes_on(
    server: Running, city: Field, tmp_path: Path, secrets: MemoryKeyring
) -> None:
    folder = tmp_path / "aquí"
    first, settings = account_in(folder)
    made = first.sign_in(Credentials(server=server.base, email=SARA, password=PASSWORD))
    made.replica.close()
    settings.write(DEVICE, None)
    settings.save()
    (name,) = (n for n in secrets.held if n[1].startswith("session "))
    secrets.held[name[0], name[1].rpartition(" ")[0]] = secrets.held.pop(name)
    again, settings = account_in(folder)
    resumed = again.resume()
    assert resumed is not None
    resumed.replica.close()
    assert settings.text(DEVICE)


def test_another_machine_is_another_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "id").write_text("a\n", "utf-8")
    monkeypatch.setattr(device, "_FILES", (tmp_path / "id",))
    here = device.device_id(tmp_path)
    assert here == device.device_id(tmp_path)
    (tmp_path / "id").write_text("b\n", "utf-8")
    assert here != device.device_id(tmp_path)
    monkeypatch.setattr(device, "_FILES", ())
    assert device.device_id(tmp_path) == device.device_id(tmp_path)
