"""The tab of imports over an office."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background
from kobra_desktop.views.portfolio.importing.tab import ImportsTab
from kobra_desktop.views.theme import Look
from tests.kobra_desktop.views.administration.office import Founded, found, office
from tests.kobra_desktop.views.portfolio.wizard_room import Room
from tests.system.fault_proxy import FaultProxy, fault_proxy


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """The field to copy."""
    return found(tmp_path_factory.mktemp("imports"))


@pytest.fixture
def room(
    tmp_path: Path, qtbot: QtBot, look: Look, background: Background, founded: Founded
) -> Iterator[Room]:
    """An administrator in Importaciones, on a network that can be broken."""
    proxies: list[FaultProxy] = []

    @contextmanager
    def between(target: str) -> Iterator[str]:
        with fault_proxy(target) as proxy:
            proxies.append(proxy)
            yield proxy.address

    with office(tmp_path, background, founded, between=between) as made:
        tab = ImportsTab(look, made.workspace, made.status)
        yield Room(tab, made, qtbot, tmp_path, proxies[0])
        assert background.close(10)
