"""Valid workbooks of every sort that XLSForm knows, by name; the compiler takes each of them."""

import datetime
from typing import Any

from tests.kobra_records.files.books import Rows

_CHOICES: Rows = [
    ["list_name", "name", "label"],
    ["sn", "si", "Sí"],
    ["sn", "no", "No"],
    ["num", 1, "Uno"],
    ["num", 2, "Dos"],
]
_HEAD = ["type", "name", "label"]


def _typed(*types: str) -> Rows:
    return [_HEAD, *([kind, f"q{at}", f"Pregunta {at}"] for at, kind in enumerate(types))]


CORPUS: dict[str, dict[str, Rows]] = {
    "plain types": {
        "survey": _typed(
            *("text", "string", "integer", "int", "decimal", "date", "time", "dateTime"),
            *("datetime", "note", "image", "photo", "audio", "video", "file", "barcode"),
            *("geopoint", "gps", "geotrace", "geoshape", "acknowledge", "trigger", "hidden"),
        )
    },
    "metadata": {
        "survey": [
            [*_HEAD, "parameters"],
            *([kind, kind.replace("-", "_")] for kind in (
                "start", "end", "today", "deviceid", "phonenumber", "username", "email",
                "simserial", "subscriberid", "start-geopoint",
            )),
            ["audit", "audit", None,
             "location-priority=balanced location-min-interval=60 location-max-age=120"],
            ["background-audio", "bg", None, "quality=low"],
            ["text", "a", "A"],
        ]
    },
    "selects": {
        "survey": [
            [*_HEAD, "parameters", "choice_filter", "appearance"],
            ["select_one sn", "a", "A"],
            ["select one from num", "b", "B"],
            ["select_multiple num", "c", "C", "randomize=true seed=3"],
            ["select all that apply from sn", "d", "D"],
            ["rank num", "e", "E"],
            ["select_one sn or_other", "f", "F"],
            ["select_multiple num or specify other", "g", "G"],
            ["select_one_from_file visitas.csv", "h", "H", "value=name label=label"],
            ["select_multiple_from_file lugares.xml", "i", "I"],
            ["select_one_from_file puntos.geojson", "j", "J"],
            ["select_one sn", "k", "K", None, None, "likert"],
            ["select1 sn", "l", "L", None, "name != ${a}"],
        ],
        "choices": _CHOICES,
    },
    "select from a repeat": {
        "survey": [
            [*_HEAD, "choice_filter"],
            ["begin repeat", "r", "R"],
            ["text", "nombre", "Nombre"],
            ["end repeat"],
            ["select_one ${nombre}", "quien", "¿Quién?", "${nombre} != ''"],
        ]
    },
    "cascades": {
        "survey": [
            [*_HEAD, "choice_filter"],
            ["select_one pais", "pais", "País"],
            ["select_one ciudad", "ciudad", "Ciudad", "pais = ${pais}"],
        ],
        "choices": [
            ["list_name", "name", "label", "pais", "población"],
            ["pais", "co", "Colombia"],
            ["pais", "mx", "México"],
            [],
            ["ciudad", "bog", "Bogotá", "co", 7_900_000],
            ["ciudad", "cdmx", "Ciudad de México", "mx", 9.2],
            [None, None, "una nota entre listas"],
        ],
    },
    "external choices": {
        "survey": [
            [*_HEAD, "choice_filter"],
            ["select_one sn", "a", "A"],
            ["select_one_external ciudad", "b", "B", "estado = ${a}"],
        ],
        "choices": _CHOICES,
        "external_choices": [
            ["list_name", "name", "label", "estado"],
            ["ciudad", "x", "X", "si"],
            ["ciudad", "y", 'Y "dos"', "no"],
        ],
    },
    "groups": {
        "survey": [
            [*_HEAD, "appearance", "relevant"],
            ["begin group", "g1", "G1", "field-list"],
            ["begin_group", "g2", None, None, "1 = 1"],
            ["text", "a", "A"],
            ["end_group"],
            ["begin repeat", "r", "R"],
            ["begin group", "g3", "G3"],
            ["text", "b", "B"],
            ["end group", "g3"],
            ["end repeat", "r", "fin"],
            ["end group", "g1"],
            ["begin lgroup", "l", "L"],
            ["text", "c", "C"],
            ["end lgroup"],
        ]
    },
    "repeat counts": {
        "survey": [
            [*_HEAD, "repeat_count"],
            ["integer", "n", "N"],
            ["begin repeat", "r", "R", "${n}"],
            ["text", "a", "A"],
            ["end repeat"],
            ["begin repeat", "s", "S", 3],
            ["text", "b", "B"],
            ["end repeat"],
            ["begin repeat", "t", "T", "${n} + 1"],
            ["text", "c", "C"],
            ["end repeat"],
        ]
    },
    "loop": {
        "survey": [
            _HEAD,
            ["begin loop over sn", "l", "L"],
            ["integer", "cuantos", "¿Cuántos de %(label)s?"],
            ["end loop"],
        ],
        "choices": _CHOICES,
    },
    "table list": {
        "survey": [
            [*_HEAD, "appearance", "hint"],
            ["begin group", "t", "T", "table-list", "ayuda"],
            ["select_one sn", "a", "A"],
            ["select_one sn", "b", "B"],
            ["end group"],
        ],
        "choices": _CHOICES,
    },
    "flat": {
        "survey": [
            [*_HEAD, "relevant"],
            ["begin group", "g", "G", "${a} = '1'"],
            ["text", "b", "B", "${a} = '2'"],
            ["end group"],
            ["text", "a", "A"],
        ],
        "settings": [["form_title", "form_id", "flat"], ["F", "f", "yes"]],
    },
    "logic": {
        "survey": [
            [*_HEAD, "relevant", "constraint", "constraint_message", "required",
             "required_message", "calculation", "default", "read_only", "trigger"],
            ["integer", "a", "A", None, ". > 0 and . < 10", "De 1 a 9", "yes", "Hace falta"],
            ["text", "b", "B", "${a} > 3", "regex(., '[a-z]+')", None, "${a} = 4"],
            ["calculate", "c", None, None, None, None, None, None, "${a} * 2"],
            ["calculate", "d", None, None, None, None, None, None, "now()", None, None, "${a}"],
            ["date", "e", "E", None, None, None, "TRUE", None, None, "today()"],
            ["text", "f", "F", None, None, None, "false", None, None, "once(${b})", "yes"],
            ["note", "g", "Total ${c} & <b>&lt;"],
            ["text", "h", "H", "${last-saved#a} = 1"],
            ["calculate", "i", None, None, None, None, None, None,
             "pulldata('visitas', 'label', 'name', ${b})"],
            ["calculate", "j", None, None, None, None, None, None,
             "instance('visitas')/root/item[name = current()/../b]/label"],
            ["csv-external", "visitas"],
        ],
    },
    "old spellings": {
        "survey": [
            ["Command", "Tag", "Caption", "Relevance", "Constraining Message", "Constraint",
             "Calculate", "Read Only", "jr:count"],
            ["text", "a", "A"],
            ["text", "b", "B", "${a} = 'x'", "No", ". != 'y'", None, "yes"],
            ["calculate", "c", None, None, None, None, "1 + 1"],
        ],
        "choices": [["List Name", "Value", "Caption"], ["sn", "si", "Sí"]],
        "settings": [["set form title", "set form id"], ["T", "t"]],
    },
    "bind, body, instance": {
        "survey": [
            ["type", "name", "label", "bind::relevant", "bind::jr:constraintMsg",
             "bind::constraint", "bind::required", "body::accuracyThreshold", "instance::odk:tag",
             "control::appearance", "bind::foo:bar", "media::image"],
            ["text", "a", "A"],
            ["geopoint", "b", "B", "${a} = '1'", "No", ". != ''", "true()", "10", "tag1",
             "placement-map", "baz", "foto.png"],
        ],
        "settings": [["form_id", "namespaces"], ["f", 'foo="http://foo.invalid/"']],
    },
    "languages": {
        "survey": [
            ["type", "name", "label::Español (es)", "label::English (en)", "hint::Español (es)",
             "hint::English (en)", "guidance_hint::Español (es)", "media::image::Español (es)",
             "image::English (en)", "constraint_message::Español (es)",
             "required_message::English (en)", "constraint", "required", "audio::English (en)"],
            ["text", "a", "¿A?", "A?", "ayuda", "help", "más", "a.png", "b.png", "No", "Yes",
             ". != ''", "yes", "x.mp3"],
            ["select_one sn", "b", "¿B?", None, None, "help only"],
            ["note", "c", "Nota ${a}", "Note ${a}"],
        ],
        "choices": [
            ["list_name", "name", "label::Español (es)", "label::English (en)", "image"],
            ["sn", "si", "Sí", "Yes", "si.png"],
            ["sn", "no", "No"],
        ],
        "settings": [["form_id", "default_language"], ["f", "Español (es)"]],
    },
    "one colon": {
        "survey": [
            ["type", "name", "label:es", "label:en", "media:image:es", "bind:jr:requiredMsg:es"],
            ["text", "a", "¿A?", "A?", "a.png", "falta"],
        ],
        "choices": [["list name", "name", "label:es"], ["sn", "si", "Sí"]],
    },
    "plain and named languages": {
        "survey": [
            ["type", "name", "label", "label::en", "hint"],
            ["text", "a", "¿A?", "A?", "ayuda"],
            ["text", "b", "¿B?"],
        ]
    },
    "odd headers": {
        "survey": [
            ["  Type ", "NAME", "Label :: Español (es)", "label::English  (en)", "mis  notas",
             "_interno", "Required", "columna con = y <", "label::Español\u00a0(mx)"],
            ["text", "a", "¿A?", "A?", "nota", "x", "yes", "=1+1", "¿A MX?"],
        ],
    },
    "gaps": {
        "survey": [
            ["type", None, "name", "label", None, None, "hint"],
            [],
            [],
            ["text", "sin encabezado", "a", "A", 5, None, "ayuda"],
            [None, "solo aquí"],
            [],
            ["text", None, "b", "B"],
            [None, None, None, None, "al final"],
        ],
        "choices": [["list_name", "name", "label"], [], ["sn", "si", "Sí"], [], []],
    },
    "comments": {
        "survey": [
            [*_HEAD, "notas"],
            [None, None, None, "Sección 1"],
            ["text", "a", "A", "revisar"],
            [None, None, None, "#----"],
        ]
    },
    "kinds of cells": {
        "survey": [
            [*_HEAD, "default", "hint", "notas"],
            ["integer", "a", 3, 7, True, "x"],
            ["decimal", "b", 2.5, 0.3, False, 1e20],
            ["text", "c", "  con\u00a0espacios  ", 1e20, "línea\notra", datetime.time(9, 5)],
            ["text", "d", "'comillas'", "‘lisas’ “dobles”", "tab\there"],
            ["text", "f", "=SUMA(1)", "=", "emoji 😀 ñ", -3],
        ],
        "choices": [["list_name", "name", "label"], ["x", 1, 1.0], ["x", 2, True], ["x", 3.5, "c"]],
    },
    "special characters": {
        "survey": [
            _HEAD,
            ["text", "a", "<b>A</b> & \"B\" 'C' ]]> <!-- x -->"],
            ["note", "b", "1 < 2 &amp; ${a} > 0 &#65;"],
            ["text", "año_ñandú", "Ñ"],
        ],
        "choices": [["list_name", "name", "label"], ["l", "a&b", "<x>"], ["l", "c", "&"]],
        "settings": [["form_title", "form_id"], ["T & <x> \"y\"", "id-1.x"]],
    },
    "settings": {
        "survey": [_HEAD, ["text", "a", "A"]],
        "settings": [
            ["form_title", "form_id", "version", "instance_name", "public_key", "submission_url",
             "style", "auto_send", "allow_choice_duplicates", "name", "attribute::foo", "nuestro"],
            ["T", "f", 20261121, "concat(${a}, 'x')", "MIIB", "https://odk.example/submission",
             "pages", "true", "yes", "raiz", "bar", "algo"],
            [],
            ["una nota", None, "otra"],
        ],
    },
    "settings in the survey": {
        "survey": [_HEAD, ["form_id", "desde_survey"], ["form_title", "Título"], ["text", "a", "A"]]
    },
    "blank second row of settings": {
        "survey": [_HEAD, ["text", "a", "A"]],
        "settings": [["form_title", "form_id"], [], ["T", "f"]],
    },
    "entities": {
        "survey": [
            [*_HEAD, "save_to"],
            ["text", "nombre", "Nombre", "nombre"],
            ["geopoint", "lugar", "Lugar", "geometry"],
        ],
        "settings": [["form_title", "form_id"], ["T", "f"]],
        "entities": [["list_name", "label", "create_if"], ["casas", "${nombre}", "true()"]],
    },
    "parameters": {
        "survey": [
            [*_HEAD, "parameters", "appearance"],
            ["range", "a", "A", "start=0 end=10 step=0.5"],
            ["range", "b", "B", "start=1;end=5;step=1", "rating"],
            ["image", "c", "C", "max-pixels=1024", "annotate"],
            ["geopoint", "d", "D", "capture-accuracy=5 warning-accuracy=50", "placement-map"],
            ["geotrace", "e", "E", "allow-mock-accuracy=true incremental=true"],
            ["text", "f", "F", "rows=3", "multiline"],
            ["audio", "g", "G", "quality=voice-only"],
        ]
    },
    "duplicates allowed": {
        "survey": [_HEAD, ["select_one x", "a", "A"]],
        "choices": [["list_name", "name", "label"], ["x", "a", "A"], ["x", "a", "A otra"]],
        "settings": [["form_id", "allow_choice_duplicates"], ["f", "yes"]],
    },
    "same names in groups": {
        "survey": [
            _HEAD,
            ["begin group", "g", "G"],
            ["text", "a", "A"],
            ["end group"],
            ["begin group", "h", "H"],
            ["text", "a", "A"],
            ["end group"],
        ]
    },
    "disabled rows": {
        "survey": [
            [*_HEAD, "disabled"],
            ["text", "a", "A"],
            ["text", "b", "B", "yes"],
            ["begin group", "g", "G", "TRUE"],
            ["text", "c", "C", "no"],
            ["end group", None, None, "true"],
        ]
    },
    "osm": {
        "survey": [_HEAD, ["osm edificio", "a", "A"]],
        "osm": [["list name", "name", "label"], ["edificio", "alto", "Alto"]],
    },
    "notes without names": {"survey": [_HEAD, ["note", None, "Hola"], ["note", None, "Adiós"]]},
    "not cleaned": {
        "survey": [_HEAD, ["text", "a", "dos  espacios y ‘comillas’"]],
        "settings": [["form_id", "clean_text_values"], ["f", "no"]],
    },
    "a lone sheet": {"Hoja1": [_HEAD, ["text", "a", "A"]]},
    "capitals and other sheets": {
        "Instrucciones": [["Léame", None, 3], [], [None, 4.5, True]],
        "SURVEY": [_HEAD, ["select_one sn", "a", "A"]],
        "_setting": [["cosas"], ["x"]],
        "Choices": _CHOICES,
        "Settings": [["form_id"], ["f"]],
        "vacía": [],
    },
    "a wide gap": {
        "survey": [[*_HEAD, *[None] * 25, "hint"], ["text", "a", "A", *[None] * 25, "no se ve"]]
    },
    "a long gap": {"survey": [_HEAD, ["text", "a", "A"], *[[]] * 70, ["text", "b", "B"]]},
    "two spellings of one name": {
        "survey": [["type", "Name", "name", "label"], ["text", "viejo", "nuevo", "A"]]
    },
    "old and new form id": {
        "survey": [_HEAD, ["text", "a", "A"]],
        "settings": [["form_id", "id_string", "title"], ["f", "g", "T"]],
    },
}  # fmt: skip


def deep(levels: int) -> dict[str, Rows]:
    """Groups in groups."""
    opened: list[list[Any]] = [["begin group", f"g{at}", "G"] for at in range(levels)]
    return {"survey": [_HEAD, *opened, ["text", "a", "A"], *([["end group"]] * levels)]}


CORPUS["deep groups"] = deep(25)
