"""Questionnaires ready to use, in Spanish: what a collection agency asks at a door, with the words
that the law wants said first. Each is the canonical JSON of a form.
"""

from functools import cache
from importlib.resources import files

from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Form

NAMES = ("visita_cobro", "validacion_domicilio", "negociacion", "entrega_aviso")


@cache
def template(name: str) -> Form:
    """The form of one of `NAMES`. Raises KeyError for any other name."""
    if name not in NAMES:
        raise KeyError(name)
    return canonical.read(files(__package__).joinpath(f"{name}.json").read_text("utf-8"))
