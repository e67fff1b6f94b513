"""A keyring that fails in its own way is as good as none: secrets last as long as the program."""

import subprocess
import sys
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, KeyringLocked

from kobra_desktop.keychain import (
    KeychainError,
    SessionKeychain,
    SystemKeychain,
    open_keychain,
)


class Failing(KeyringBackend):
    """Raises what it is told."""

    priority = 1.0

    def __init__(self, problem: Exception) -> None:
        self.problem = problem

    def get_password(self, service: str, username: str) -> str | None:
        raise self.problem

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.problem

    def delete_password(self, service: str, username: str) -> None:
        raise self.problem


@pytest.fixture
def given() -> Iterator[None]:
    """The system's keyring comes back."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


PROBLEMS = (KeyringError("no"), KeyringLocked("locked"), OSError("bus"), RuntimeError("odd"))


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda one: type(one).__name__)
def test_whatever_a_keyring_raises_there_is_one_for_the_session(
    given: None, problem: Exception
) -> None:
    keyring.set_keyring(Failing(problem))
    assert isinstance(open_keychain(), SessionKeychain)
    asked = SystemKeychain(Failing(problem))
    with pytest.raises(KeychainError):
        asked.secret("a")
    with pytest.raises(KeychainError):
        asked.keep("a", "b")
    with pytest.raises(KeychainError):
        asked.forget("a")


def test_a_keyring_that_is_named_and_not_there_is_none() -> None:
    program = (
        "from kobra_desktop.keychain import SessionKeychain, open_keychain\n"
        "assert isinstance(open_keychain(), SessionKeychain)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHON_KEYRING_BACKEND": "no.such.Keyring", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
