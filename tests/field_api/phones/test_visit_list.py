"""The visit list: whose, which, in what words; how it grows, shrinks and is versioned."""

import csv
import io
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from field_api.jobs.forgetting import purge_lists
from field_api.phones.visit_row import safe_cell
from field_api.submissions.logic import LogicWorker
from field_api.tables.phone_forms import visit_lists
from kobra_domain.people import Consent
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import AccountParty, Channel, ChannelKind, Party, PartyRole
from kobra_domain.visits import CheckIn, Outcome, Purpose, VisitState
from kobra_records.ids import new_id
from kobra_records.sample_visit import sample_visit
from tests.field_api.phones.collect import Collect, sentence
from tests.field_api.phones.conftest import Post
from tests.field_api.phones.workbooks import NOTE, VISIT, workbook
from tests.field_api.servers import WEDNESDAY
from tests.field_api.world import TODAY, write

Phone = Callable[[], Collect]
# How a form chooses its own visits; the name of its root is always «data».
CHOSEN = "selected(formularios, /data/@id)"


@pytest.fixture
def phone(post: Post, north: Phone) -> Collect:
    """A phone whose form reads the list."""
    post.publish()
    return north()


@pytest.mark.both_engines
def test_a_row_says_what_an_agent_needs_at_the_door(post: Post, phone: Collect) -> None:
    side = post.world.north
    said = Consent(given_at=WEDNESDAY, source="firma", purpose="cobranza")
    party = replace(
        side.party,
        document_type="CC",
        document_number="52.100.200",
        channels=(
            Channel(kind=ChannelKind.WHATSAPP, value="+57 300 1234567", consent=said),
            Channel(kind=ChannelKind.PHONE, value="+57 300 7654321"),
            Channel(kind=ChannelKind.PHONE, value="+57 311 1111111",
                    consent=replace(said, withdrawn_at=WEDNESDAY)),
        ),
    )  # fmt: skip
    address = replace(side.address, neighbourhood="Chapinero", municipality="Bogotá", radius_m=35.0)
    account = replace(side.account, overdue_minor=125_000_000, days_past_due=45)
    for before, after in ((side.party, party), (side.address, address), (side.account, account)):
        post.edit(before, after)
    past = post.assigned(
        state=VisitState.COMPLETED,
        ended_at=datetime(2026, 2, 17, 22, 0, tzinfo=UTC),
        outcome=Outcome.NO_CONTACT,
        check_in=CheckIn(at=datetime(2026, 2, 17, 21, 50, tzinfo=UTC)),
    )
    visit = post.assigned(
        window_start_at=WEDNESDAY, window_end_at=WEDNESDAY + timedelta(hours=2),
        position=3, expected_at=WEDNESDAY + timedelta(minutes=40),
    )  # fmt: skip
    phone.update()
    assert past.id not in phone.entities
    row = phone.entities[visit.id]
    assert {name: row[name] for name in row if name not in ("name", "navegacion")} == {
        "label": "3 · 10:40 · Titular Norte · Calle 1 # 2-03",
        "__version": "1",
        "titular": "Titular Norte",
        "documento": "CC 52.100.200",
        "domicilio": "Calle 1 # 2-03",
        "barrio": "Chapinero",
        "municipio": "Bogotá",
        "indicaciones": "",
        "geometry": "4.65 -74.06 0 0",
        "radio_m": "35",
        "precision_m": "50",
        "permite_fuera": "no",
        "ventana": "10:00 a 12:00 (permitido 07:00 a 19:00)",
        "orden": "3",
        "hora_prevista": "10:40",
        "creditos": "C-1: $ 1.250.000 COP vencido, 45 días",
        "vencido": "$ 1.250.000 COP",
        "moneda": "COP",
        "cartera": "Microcrédito Norte",
        "entidad": "Banco Norte",
        "pais": "CO",
        "proposito": "Cobranza",
        "telefonos": "WhatsApp +57 300 1234567",
        "correo": "",
        "correo_autorizado": "",
        "ultimos_contactos": "mar 17 feb: Sin contacto",
        "llevar": "Identificación de gestor y estado de cuenta de cada crédito",
        "prioridad": "Normal",
        "estado": "En el teléfono",
        "formularios": "visita_cobranza",
    }
    assert row["navegacion"] == "geo:4.65,-74.06?q=4.65,-74.06(Titular%20Norte)"


@pytest.mark.parametrize(("is_agreed", "word"), [(True, "si"), (False, "no")])
def test_a_row_hints_at_the_address_that_a_confirmation_would_go_to(
    post: Post, phone: Collect, is_agreed: bool, word: str
) -> None:
    side = post.world.north
    said = Consent(given_at=WEDNESDAY, source="firma", purpose="contact")
    email = Channel(
        kind=ChannelKind.EMAIL, value="titular@correo.example", consent=said if is_agreed else None
    )
    post.edit(side.party, replace(side.party, channels=(email,)))
    post.edit(side.portfolio, replace(side.portfolio, pay_how="En caja", pay_contact="601"))
    visit = post.assigned()
    phone.update()
    row = phone.entities[visit.id]
    assert (row["correo"], row["correo_autorizado"]) == ("ti…@correo.example", word)


def test_the_designers_sample_has_the_columns_that_phones_get(post: Post, phone: Collect) -> None:
    visit = post.assigned()
    phone.update()
    assert list(sample_visit("CO", "es")) == list(phone.entities[visit.id])


def test_a_door_without_a_place_is_searched_for_by_its_words(post: Post, phone: Collect) -> None:
    side = post.world.north
    post.edit(side.address, replace(side.address, geocode_quality=GeocodeQuality.NEIGHBOURHOOD))
    visit = post.assigned()
    phone.update()
    row = phone.entities[visit.id]
    assert (row["geometry"], row["navegacion"]) == ("", "geo:0,0?q=Calle%201%20%23%202-03")
    assert row["ventana"] == "07:00 a 19:00"


@pytest.mark.both_engines
def test_only_the_agents_own_open_visits_up_to_today_in_their_order(
    post: Post, phone: Collect
) -> None:
    world = post.world
    second, first = post.assigned(position=2), post.assigned(position=1)
    held = post.assigned(
        state=VisitState.ON_PHONE, planned_on=TODAY - timedelta(days=1), position=3
    )
    post.assigned(planned_on=TODAY + timedelta(days=1))
    post.assigned(agent_id=None, state=VisitState.DRAFT)
    post.assigned(state=VisitState.EXPIRED)
    post.assigned(world.south)
    phone.update()
    assert list(phone.entities) == [first.id, second.id, held.id]


def test_today_is_the_date_at_the_door(post: Post, phone: Collect) -> None:
    post.server.clock.now = datetime(2026, 3, 5, 3, 0, tzinfo=UTC)  # still the 4th in Bogotá
    post.assigned(planned_on=date(2026, 3, 5))
    visit = post.assigned(state=VisitState.ON_PHONE)
    phone.update()
    assert list(phone.entities) == [visit.id]


@pytest.mark.parametrize("why", ["paper", "asked", "reference", "sunday", "evening"])
def test_a_visit_the_law_forbids_is_not_handed_out(post: Post, phone: Collect, why: str) -> None:
    side = post.world.north
    visit = post.assigned(planned_on=date(2026, 3, 8) if why == "sunday" else TODAY)
    if why == "paper":
        post.edit(side.authorisation, replace(side.authorisation, revoked_on=TODAY))
    elif why == "asked":
        post.edit(side.party, replace(side.party, do_not_contact_reason="lo pidió"))
    elif why == "reference":
        only = (AccountParty(party_id=side.party.id, role=PartyRole.REFERENCE, reason="x"),)
        post.edit(side.account, replace(side.account, parties=only))
    elif why == "sunday":
        post.server.clock.now = WEDNESDAY + timedelta(days=4)
    else:
        post.server.clock.now = WEDNESDAY + timedelta(hours=9, minutes=1)  # 19:01
    phone.update()
    assert phone.entities == {}
    assert post.now(visit).state is VisitState.ASSIGNED


def test_what_the_phone_holds_stays_after_hours(post: Post, phone: Collect) -> None:
    visit = post.assigned()
    phone.update()
    post.server.clock.now = WEDNESDAY + timedelta(hours=10)
    phone.update()
    assert list(phone.entities) == [visit.id]
    assert phone.downloads.count("visitas.csv") == 1


def test_references_are_nowhere(post: Post, phone: Collect) -> None:
    side = post.world.north
    said = Consent(given_at=WEDNESDAY, source="firma", purpose="x")
    channel = Channel(kind=ChannelKind.PHONE, value="+57 399 0000000", consent=said)
    other = Party(
        id=new_id(), portfolio_id=side.portfolio.id, name="Referencia Reyes", channels=(channel,)
    )
    write(post.server.database, other)
    named = AccountParty(party_id=other.id, role=PartyRole.REFERENCE, reason="solicitud")
    post.edit(side.account, replace(side.account, parties=(*side.account.parties, named)))
    visit = post.assigned()
    phone.update()
    assert "Reyes" not in str(phone.entities[visit.id])
    assert "0000000" not in str(phone.entities[visit.id])


def test_another_order_and_another_hour_reach_the_phone_as_a_newer_row(
    post: Post, phone: Collect
) -> None:
    visit = post.assigned()
    phone.update()
    row = phone.entities[visit.id]
    assert (row["orden"], row["hora_prevista"], row["__version"]) == ("", "", "1")
    assert row["label"].startswith("Titular Norte")
    now = post.now(visit)
    post.edit(now, replace(now, position=2, expected_at=WEDNESDAY))
    phone.update()
    row = phone.entities[visit.id]
    assert (row["orden"], row["hora_prevista"], row["__version"]) == ("2", "10:00", "2")
    now = post.now(visit)
    post.edit(now, replace(now, expected_at=WEDNESDAY + timedelta(days=1)))
    phone.update()
    assert phone.entities[visit.id]["hora_prevista"] == "", "an hour of another day says nothing"


@pytest.mark.both_engines
def test_a_change_raises_the_version_and_a_withdrawn_visit_goes(post: Post, phone: Collect) -> None:
    side, visit, other = post.world.north, post.assigned(), post.assigned()
    phone.update()
    post.edit(side.party, replace(side.party, name="Otra Señora"))
    phone.update()
    assert [row["__version"] for row in phone.entities.values()] == ["2", "2"]
    assert phone.entities[visit.id]["titular"] == "Otra Señora"
    assert phone.gone(visit.id, other.id) == {visit.id: "false", other.id: "false"}
    now = post.now(other)
    post.edit(now, replace(now, state=VisitState.DRAFT, agent_id=None))
    stranger = new_id()
    assert phone.gone(visit.id, other.id, stranger) == {
        visit.id: "false",
        other.id: "true",
        stranger: "false",
    }
    phone.update()
    assert list(phone.entities) == [visit.id]


@pytest.mark.both_engines
def test_ids_of_any_shape_are_answered(post: Post, phone: Collect) -> None:
    phone.update()
    odd = ["\0", '<&">', "x" * 5_000, "'; DROP TABLE visits"]
    assert phone.gone(*odd) == dict.fromkeys(["", *odd[1:]], "false")


@pytest.mark.both_engines
def test_a_visit_taken_away_and_given_back_is_on_the_phone_that_never_lost_it(
    post: Post, phone: Collect
) -> None:
    visit = post.assigned()
    phone.update()
    held = post.now(visit)
    post.edit(held, replace(held, state=VisitState.ASSIGNED, on_phone_at=None))
    phone.update()
    assert phone.downloads.count("visitas.csv") == 1
    assert post.now(visit).state is VisitState.ON_PHONE


def test_a_new_phone_holds_nothing_before_it_fetched(post: Post, phone: Collect) -> None:
    visit = post.assigned()
    phone.update()
    held = post.now(visit)
    post.edit(held, replace(held, state=VisitState.ASSIGNED, on_phone_at=None))
    other = post.phone(post.world.north.agent)
    [form] = other.listed()
    other.manifest(form["manifestUrl"])
    assert post.now(visit).state is VisitState.ASSIGNED
    other.update()
    assert post.now(visit).state is VisitState.ON_PHONE


@pytest.mark.both_engines
def test_what_a_manifest_named_is_what_is_fetched_though_all_has_changed(
    post: Post, phone: Collect
) -> None:
    visit = post.assigned()
    [form] = phone.listed()
    [file] = phone.manifest(form["manifestUrl"])
    post.edit(post.world.north.party, replace(post.world.north.party, name="Otra"))
    post.edit(visit, replace(visit, state=VisitState.CANCELLED, cancel_reason="no"))
    [newer] = phone.manifest(form["manifestUrl"])
    assert newer["hash"] != file["hash"]
    assert "Titular Norte" in phone.get(file["downloadUrl"]).text
    assert post.now(visit).state is VisitState.CANCELLED
    post.server.clock.forward(minutes=11)
    late = phone.get(file["downloadUrl"])
    assert late.status_code == 404
    assert "acaba de cambiar" in sentence(late)
    assert phone.get(newer["downloadUrl"]).status_code == 200


def test_one_agents_list_is_not_for_another(post: Post, phone: Collect) -> None:
    post.assigned()
    [form] = phone.listed()
    [file] = phone.manifest(form["manifestUrl"])
    other = post.phone(post.world.south.agent)
    assert other.get(file["downloadUrl"].replace(phone.url, other.url)).status_code == 404


def test_a_visit_names_the_forms_it_may_be_filled_in_with(post: Post, phone: Collect) -> None:
    side = post.world.north
    special = post.publish(side.portfolio.id, data=workbook(VISIT, form_id="aviso", title="Aviso"))
    post.publish(data=workbook(NOTE, form_id="sin_lista", title="Sin lista"))
    any_form = post.assigned(position=1)
    one_form = post.assigned(position=2, questionnaire_id=special.questionnaire.id)
    phone.update()
    # Collect has one list of a name for all forms, so each form gets the same file.
    assert phone.downloads.count("visitas.csv") == 1
    rows = phone.entities
    assert rows[any_form.id]["formularios"] == "aviso visita_cobranza"
    assert rows[one_form.id]["formularios"] == "aviso"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1+1", "'+1+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r\n=1", "'=1"),
        ("uno\ndos\x00", "uno dos"),
        ("-33.45 -70.66 0 0", "-33.45 -70.66 0 0"),
        ("Calle 1", "Calle 1"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


@pytest.mark.both_engines
def test_hostile_names_stay_one_cell(post: Post, phone: Collect) -> None:
    side = post.world.north
    post.edit(side.party, replace(side.party, name='=cmd|"/c calc"!A1,\n"; x'))
    visit = post.assigned(purpose=Purpose.NOTICE)
    phone.update()
    assert phone.entities[visit.id]["titular"] == '\'=cmd|"/c calc"!A1, "; x'
    assert phone.entities[visit.id]["proposito"] == "Aviso de cobro"


def test_an_empty_day_is_a_list_with_a_header_alone(post: Post, phone: Collect) -> None:
    phone.update()
    assert phone.entities == {}
    assert phone.downloads == ["visita_cobranza", "visitas.csv"]


@pytest.mark.both_engines
def test_old_lists_are_forgotten(post: Post, phone: Collect) -> None:
    post.assigned()
    phone.update()
    counted: Any = select(visit_lists.c.md5)
    with post.server.database.begin() as connection:
        assert purge_lists(connection, WEDNESDAY + timedelta(days=30), 90) == 0
        assert purge_lists(connection, WEDNESDAY + timedelta(days=91), 90) == 1
        assert connection.scalars(counted).all() == []


def test_each_form_offers_its_own_visits_of_the_one_list(post: Post, phone: Collect) -> None:
    chosen = ("select_one_from_file visitas.csv", "visita", "¿Qué visita?", "", CHOSEN)
    filtered = (
        chosen,
        ("calculate", "cuantas", "", f"count(instance('visitas')/root/item[{CHOSEN}])", ""),
    )
    forms = {
        form_id: post.publish(data=workbook(*filtered, form_id=form_id, title=form_id))
        for form_id in ("uno", "dos")
    }
    post.assigned()
    post.assigned(questionnaire_id=forms["uno"].questionnaire.id)
    phone.update()
    text = io.StringIO()
    rows = csv.DictWriter(text, list(next(iter(phone.entities.values()))), lineterminator="\n")
    rows.writeheader()
    rows.writerows(phone.entities.values())
    with closing(LogicWorker()) as engine:
        counted = {
            form_id: engine.fill(
                phone.forms[form_id].xform.decode(), {"visitas.csv": text.getvalue()}, {}
            )
            for form_id in forms
        }
    assert "<cuantas>2</cuantas>" in counted["uno"]
    assert "<cuantas>1</cuantas>" in counted["dos"]
