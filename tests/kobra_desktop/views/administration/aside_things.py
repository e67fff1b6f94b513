"""Phones of the office that send what cannot be taken."""

from __future__ import annotations

from field_api.phones.form_keys import new_key
from tests.field_api.submissions.phone import Phone, form, photo
from tests.kobra_desktop.views.administration.office import Office
from tests.kobra_desktop.views.world import NOW


def send_what_cannot_be_taken(made: Office) -> Phone:
    """Two forms, a file that came alone, positions without a place, and without consent; answers
    the phone of the first agent.
    """
    server, agents = made.server, made.world.agents
    with server.database.begin() as connection:
        key = new_key(connection, agents[0].id, NOW)
    phone = Phone(server.base, key)
    assert phone.post(form({"nota": "Llegó bien"}, form_id="visita_nueva")).status_code == 404
    assert phone.post(b"<data id='x'>").status_code == 400
    assert phone.post(None, {"IMG_0042.jpg": photo()}).status_code == 400
    address = server.phone_of(agents[0])
    for _ in range(3):
        server.report(address, id=agents[0].code, lat="0", lon="0")
    silent = next(one for one in agents if one.code == "AG-06")
    server.report(server.phone_of(silent), id=silent.code, lat="19.4", lon="-99.1")
    return Phone(server.base, _new_key(made))


def _new_key(made: Office) -> str:
    # Enrolment has ended the first one.
    with made.server.database.begin() as connection:
        return new_key(connection, made.world.agents[0].id, NOW)
