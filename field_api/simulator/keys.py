"""What opens the city's doors: everybody's password, and the keys of phones."""

from typing import Any

from sqlalchemy import insert, update

from field_api.auth.passwords import hash_password
from field_api.database import Database
from field_api.phones.door import token_hash
from field_api.simulator.script import Script
from field_api.tables.phone_forms import form_keys
from field_api.tables.phones import phone_tokens
from field_api.tables.sessions import user_access


def open_doors(database: Database, script: Script, password: str) -> None:
    """One hash for everybody: hashing is slow on purpose, and these people are nobody."""
    kept = hash_password(password)
    ids = [user.id for user in script.world.users]
    with database.begin() as connection:
        connection.execute(
            update(user_access).where(user_access.c.user_id.in_(ids)).values(password_hash=kept)
        )


def give_phones(database: Database, script: Script) -> None:
    """Phones that were enrolled long since: nobody is awaited anew when the city wakes up."""
    if not script.phone_key:
        return
    given: list[dict[str, Any]] = [
        {
            "token_hash": token_hash(script.phone_token(agent.code)),
            "agent_id": agent.id,
            "device_id": agent.code,
            "created_at": script.world.born_at,
        }
        for agent in script.world.agents
    ]
    with database.begin() as connection:
        connection.execute(insert(phone_tokens), given)
        connection.execute(insert(form_keys), [_form_key(script, one) for one in given])


def _form_key(script: Script, phone: dict[str, Any]) -> dict[str, Any]:
    return {
        "token_hash": token_hash(script.form_key(phone["device_id"])),
        "agent_id": phone["agent_id"],
        "created_at": phone["created_at"],
    }
