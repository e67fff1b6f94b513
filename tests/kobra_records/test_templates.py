"""The questionnaires that ship: nothing about them asks for a remedy, at any of the gates."""

import csv
import io
import re
from collections.abc import Iterator

import pytest

from field_api.submissions.logic import LogicWorker
from kobra_domain.questionnaires import columns
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.lint import lint
from kobra_records.files.compile import compile_form
from kobra_records.files.validate import validate
from kobra_records.templates import NAMES, template

VISIT = "6f0a3c1e-0d0b-4c2e-9a50-3a1d7c6f2b10"
ROW = {
    "name": VISIT,
    "label": "Rosa Peña, Calle 8",
    "__version": "1",
    "titular": "Rosa Peña",
    "domicilio": "Calle 8 # 12-40",
    "geometry": "4.6 -74.1 0 0",
    "radio_m": "60",
    "precision_m": "50",
    "permite_fuera": "no",
    "entidad": "Banco de prueba",
    "navegacion": "geo:4.6,-74.1",
    "formularios": " ".join(NAMES),
    "correo": "ro…@correo.example",
    "correo_autorizado": "no",
}


@pytest.fixture(scope="module")
def worker() -> Iterator[LogicWorker]:
    """The engine that fills in and checks."""
    made = LogicWorker()
    yield made
    made.close()


def visits(**changed: str) -> dict[str, str]:
    """The list of an agent with one visit."""
    names = [*ROW, "barrio", "indicaciones", "ventana", "creditos", "ultimos_contactos", "llevar"]
    written = io.StringIO()
    rows = csv.DictWriter(written, names, restval="", lineterminator="\n")
    rows.writeheader()
    rows.writerow({**ROW, **changed})
    return {"visitas.csv": written.getvalue()}


@pytest.mark.parametrize("name", NAMES)
def test_no_gate_has_anything_to_say(name: str) -> None:
    form = template(name)
    assert lint(form, countries=("CO", "MX")) == []
    compiled = compile_form(form)
    assert compiled.xform is not None
    assert compiled.problems == ()
    assert validate(compiled.xform) == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_in_spanish_and_there(name: str) -> None:
    form = template(name)
    assert columns.languages(form) == ("Español (es)",)
    spoken = [node for node in form.nodes() if node.type.startswith(("select", "note", "text"))]
    assert spoken
    assert all(node.cells.get("label::Español (es)") for node in spoken)


@pytest.mark.parametrize("name", NAMES)
def test_who_opens_decides_what_is_asked(name: str, worker: LogicWorker) -> None:
    """A minor ends the visit: nothing is asked after that, and the form obeys itself."""
    xform = compile_form(template(name)).xform
    assert xform is not None
    here = {"visita": VISIT, "situacion": "en_puerta", "llegada": "4.6001 -74.1 2600 9.5"}
    for who in ("titular", "menor", "nadie"):
        filled = worker.fill(xform, visits(), {**here, "atendio": who})
        assert worker.check(xform, visits(), filled).differences == ()
        assert ("<resultado>no_contact</resultado>" in filled) is (who != "titular")


HERE = {"visita": VISIT, "situacion": "en_puerta", "llegada": "4.6001 -74.1 2600 9.5"}
PROMISED = {"acepta": "si", "salida": "promise", "resultado_sel": "promise", "atendio": "titular"}
PROMISES = ("visita_cobro", "negociacion")


def asked(xml: str) -> dict[str, str]:
    """What of the confirmation was asked and answered, by question."""
    names = ("pide_confirmacion", "consiente_correo", "firma_consentimiento")
    found = {name: re.search(f"<{name}>(.+?)</{name}>", xml) for name in names}
    return {name: one[1] for name, one in found.items() if one}


@pytest.mark.parametrize("name", PROMISES)
def test_whoever_promises_is_asked_whether_it_is_confirmed(name: str, worker: LogicWorker) -> None:
    xform = compile_form(template(name)).xform
    assert xform is not None
    said = {**HERE, **PROMISED, "pide_confirmacion": "si", "consiente_correo": "si"}

    def filled(row: dict[str, str], **changed: str) -> dict[str, str]:
        media = visits(**row)
        xml = worker.fill(xform, media, {**said, **changed})
        assert worker.check(xform, media, xml).differences == ()
        return asked(xml)

    first = filled({})
    assert first.pop("firma_consentimiento")
    assert first == {"pide_confirmacion": "si", "consiente_correo": "si"}
    assert filled({}, consiente_correo="no") == {
        "pide_confirmacion": "si",
        "consiente_correo": "no",
    }
    assert filled({}, pide_confirmacion="no") == {"pide_confirmacion": "no"}
    assert filled({"correo_autorizado": "si"}) == {"pide_confirmacion": "si"}
    # Without an address nobody is asked; nor is anybody but the holder, nor without a promise.
    assert filled({"correo": "", "correo_autorizado": ""}) == {}
    assert filled({}, atendio="codeudor") == {}
    assert filled({}, salida="dispute", resultado_sel="dispute") == {}


def test_the_phone_refuses_an_arrival_away_from_the_door(worker: LogicWorker) -> None:
    xform = compile_form(template("visita_cobro")).xform
    assert xform is not None
    given = {"visita": VISIT, "situacion": "en_puerta", "atendio": "nadie"}
    near = worker.fill(xform, visits(), {**given, "llegada": "4.6001 -74.1 2600 9.5"})
    for place in ("4.61 -74.1 2600 9.5", "4.6001 -74.1 2600 0", "4.6001 -74.1 2600 80"):
        moved = re.sub("<llegada>.*</llegada>", f"<llegada>{place}</llegada>", near)
        assert moved != near
        broken = worker.check(xform, visits(), moved).differences
        assert [
            (one.kind, one.path.rpartition("/")[2]) for one in broken if one.kind == "constraint"
        ] == [("constraint", "llegada")]


def test_an_unknown_template_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        template("../visita_cobro")
    assert all(isinstance(template(name), Form) for name in NAMES)
