"""An invented visit, as the visit list gives it to a phone: what the designer's preview and checks
fill a form in with. No visit of anybody's.
"""

from __future__ import annotations

import csv
import io

from kobra_domain.questionnaires.things import VISIT_LIST

FILE_NAME = VISIT_LIST
SAMPLE_ID = "visita-de-muestra"
_PLACES = {
    "CO": {
        "documento": "CC 52345678",
        "domicilio": "Calle 45 # 13-20, apto 301",
        "barrio": "Palermo",
        "municipio": "Bogotá",
        "lat_lon": "4.63195 -74.06856",
        "telefonos": "celular 300 123 45 67",
        "moneda": "COP",
        "vencido": "$ 1.250.000",
    },
    "MX": {
        "documento": "INE 1234567890123",
        "domicilio": "Av. Álvaro Obregón 121, int. 4",
        "barrio": "Roma Norte",
        "municipio": "Cuauhtémoc, Ciudad de México",
        "lat_lon": "19.41860 -99.15930",
        "telefonos": "celular 55 1234 5678",
        "moneda": "MXN",
        "vencido": "$ 12,500.00",
    },
}
_WORDS = {
    "es": {
        "titular": "Rosa Elena Muestra",
        "indicaciones": "Edificio de ladrillo frente al parque; timbre 301",
        "ventana": "de 9:00 a 12:00, en horario permitido",
        "credito": "Crédito de consumo 4821",
        "cartera": "Cartera de muestra",
        "entidad": "Banco de Muestra",
        "proposito": "Cobranza",
        "ultimos_contactos": "Visita anterior: nadie en casa",
        "llevar": "Carné, carta de presentación",
        "prioridad": "Normal",
        "estado": "En el teléfono",
    },
    "en": {
        "titular": "Rosa Elena Sample",
        "indicaciones": "Brick building across the park; bell 301",
        "ventana": "from 9:00 to 12:00, within the lawful hours",
        "credito": "Consumer loan 4821",
        "cartera": "Sample portfolio",
        "entidad": "Sample Bank",
        "proposito": "Collection",
        "ultimos_contactos": "Last visit: nobody at home",
        "llevar": "Badge, letter of introduction",
        "prioridad": "Normal",
        "estado": "On the phone",
    },
}


def sample_visit(country: str, language: str, form_id: str = "") -> dict[str, str]:
    """One row of the visit list by column, for a country (`CO`, `MX`; another: as in `CO`) in a
    language (`es`, `en`). `form_id` is the form that is to be offered for it.
    """
    place = _PLACES.get(country, _PLACES["CO"])
    words = _WORDS["en" if language[:2] == "en" else "es"]
    lat_lon = place["lat_lon"]
    return {
        "name": SAMPLE_ID,
        "label": f"3 · 10:40 · {words['titular']} · {place['domicilio']}",
        "__version": "1",
        "titular": words["titular"],
        "documento": place["documento"],
        "domicilio": place["domicilio"],
        "barrio": place["barrio"],
        "municipio": place["municipio"],
        "indicaciones": words["indicaciones"],
        "geometry": f"{lat_lon} 0 0",
        "navegacion": f"geo:{lat_lon.replace(' ', ',')}",
        "radio_m": "100",
        "precision_m": "50",
        "permite_fuera": "no",
        "ventana": words["ventana"],
        "orden": "3",
        "hora_prevista": "10:40",
        "creditos": f"{words['credito']}: {place['vencido']}",
        "vencido": place["vencido"],
        "moneda": place["moneda"],
        "cartera": words["cartera"],
        "entidad": words["entidad"],
        "pais": country,
        "proposito": words["proposito"],
        "telefonos": place["telefonos"],
        "correo": "ro…@correo.example",
        "correo_autorizado": "no",
        "ultimos_contactos": words["ultimos_contactos"],
        "llevar": words["llevar"],
        "prioridad": words["prioridad"],
        "estado": words["estado"],
        "formularios": form_id,
    }


def sample_csv(country: str, language: str, form_id: str = "") -> str:
    """The visit list with that one visit, as a phone would fetch it."""
    row = sample_visit(country, language, form_id)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(row), lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    return text.getvalue()


def sample_media(country: str, language: str, form_id: str = "") -> dict[str, str]:
    """The files of a form that reads only the visit list, by name."""
    return {FILE_NAME: sample_csv(country, language, form_id)}
