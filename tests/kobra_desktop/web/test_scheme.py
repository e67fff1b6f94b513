"""What Chromium reads on its own threads is made inside Qt: Python is never entered there."""

from pathlib import Path

import pytest
from shiboken6 import Shiboken

from kobra_desktop.web.scheme import Source


@pytest.mark.parametrize("is_file", [False, True])
def test_a_device_is_not_made_by_python_and_gives_every_byte(tmp_path: Path, is_file: bool) -> None:
    body = bytes(range(256)) * 300
    path = tmp_path / "casa ñandú.bin"
    path.write_bytes(body)
    source = Source(path if is_file else body)
    assert source.is_open
    assert not Shiboken.createdByPython(source.device)
    assert not source.device.isSequential()  # ranges are sought in it
    assert source.device.size() == len(body)
    assert bytes(source.device.readAll().data()) == body


def test_a_file_that_is_gone_is_not_open(tmp_path: Path) -> None:
    assert not Source(tmp_path / "gone.bin").is_open
