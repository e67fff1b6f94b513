"""The one handle that views hold: the replica, the server, the clock, new ids, and who is in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kobra_desktop.api.http import FieldApi
from kobra_desktop.store.replica import Replica
from kobra_domain.errors import NotAllowed
from kobra_domain.people import User
from kobra_domain.scope import Permission, may


@dataclass(slots=True, kw_only=True)
class Desk:
    """`new_phone_id` names what phones name too (visits), `new_id` everything else.

    Only `who` ever changes, when the server says that the user has another role, scope or name.
    """

    store: Replica
    api: FieldApi
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    new_phone_id: Callable[[], str]
    who: User

    def may(self, permission: Permission) -> bool:
        """Whether the user's role has the permission: what the screen offers."""
        return may(self.who, permission)

    def require(self, permission: Permission) -> None:
        """Raise NotAllowed unless the user's role has the permission."""
        if not self.may(permission):
            raise NotAllowed("not_allowed", permission=permission.value)
