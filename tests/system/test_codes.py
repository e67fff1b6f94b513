"""A code that was read out opens an account or a new password from the first screen, on the
real server.
"""

from __future__ import annotations

from contextlib import nullcontext

import pytest
import requests

from kobra_desktop.api import session
from kobra_desktop.api.errors import Refusal
from kobra_desktop.api.http import FieldApi
from kobra_desktop.models.sign_in import Credentials, take_code
from tests.field_api.servers import Running

FIRST, SECOND = "un caballo en la azotea", "otro caballo en el patio"
EMAIL = "nueva@kobra.example"


def may_enter(server: Running, password: str) -> bool:
    """Whether the password opens a session."""
    api = FieldApi(server.base, guard=nullcontext(), on_tokens=lambda _: None)
    try:
        session.sign_in(api, email=EMAIL, password=password)
    except Refusal:
        return False
    finally:
        api.close()
    return True


def test_an_invitation_and_then_a_reset(server: Running) -> None:
    """The person need not know which of the two the code is; a used one opens nothing."""
    admin = server.sign_in()
    body = {"name": "Nueva Persona", "email": EMAIL, "role": "viewer"}
    url = f"{server.base}/api/v1"
    invited = requests.post(f"{url}/invitations", json=body, headers=admin, timeout=10).json()
    take_code(Credentials(server.base, EMAIL, FIRST), invited["code"])
    assert may_enter(server, FIRST)
    with pytest.raises(Refusal):
        take_code(Credentials(server.base, EMAIL, SECOND), invited["code"])
    again = requests.post(
        f"{url}/users/{invited['user_id']}/reset-code", headers=admin, timeout=10
    ).json()
    take_code(Credentials(server.base, EMAIL, SECOND), again["code"])
    assert may_enter(server, SECOND)
    assert not may_enter(server, FIRST)
