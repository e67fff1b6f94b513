"""A few histories of each kind; `python dev.py test --histories N` runs as many as one likes."""

import pytest

from tests.histories.ground import EngineName, Ground, ground
from tests.histories.history import History
from tests.histories.roads import RoadName

_FEW = {"sqlite direct": 6, "sqlite http": 2, "postgresql direct": 2, "postgresql http": 1}


@pytest.fixture(scope="module")
def grounds() -> dict[str, Ground]:
    """By engine, made once."""
    return {}


@pytest.mark.both_engines
@pytest.mark.parametrize("road", ["direct", "http"])
def test_nothing_is_lost_and_nothing_unseen_is_overwritten(
    request: pytest.FixtureRequest,
    engine: EngineName,
    tmp_path_factory: pytest.TempPathFactory,
    grounds: dict[str, Ground],
    road: RoadName,
) -> None:
    if engine not in grounds:
        folder = tmp_path_factory.mktemp("ground")
        grounds[engine] = ground(folder, engine, lambda: str(request.getfixturevalue("postgresql")))
    for seed in range(_FEW[f"{engine} {road}"]):
        History(seed, grounds[engine], road).run()
