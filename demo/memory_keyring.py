"""The demonstration's keyring: it lives as long as the demonstration, so nothing of it stays."""

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Secrets in this process's memory."""

    priority = 1.0

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, None if there is none."""
        return self._held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        self._held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer. Raises PasswordDeleteError if there is none."""
        if self._held.pop((service, username), None) is None:
            raise PasswordDeleteError(username)
