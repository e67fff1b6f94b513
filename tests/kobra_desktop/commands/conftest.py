"""Commands stand on the same replica as the store's own tests."""

from tests.kobra_desktop.store.conftest import folder, replica

__all__ = ["folder", "replica"]
