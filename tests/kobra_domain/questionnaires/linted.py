"""What the lint says of small forms, in short."""

from dataclasses import replace

from kobra_domain.questionnaires.form import Choice, Form, Node
from kobra_domain.questionnaires.lint import lint
from kobra_domain.questionnaires.problems import Problem
from tests.kobra_domain.questionnaires.forms import a_form

SETTINGS = {"form_id": "visita", "form_title": "Visita", "version": "1"}


def named_form(*nodes: Node, choices: tuple[Choice, ...] = (), **settings: str) -> Form:
    """A form with title, id and version."""
    return replace(a_form(*nodes, choices=choices), settings={**SETTINGS, **settings})


def problems(form: Form, *countries: str) -> list[Problem]:
    """Everything the lint finds."""
    return lint(form, countries=countries)


def said(form: Form, *countries: str) -> list[tuple[str, str | None, str | None]]:
    """What is found, as (code without its prefix, uid, column)."""
    found = problems(form, *countries)
    return [(one.code.removeprefix("form."), one.uid, one.column) for one in found]


def codes(*nodes: Node, choices: tuple[Choice, ...] = (), **settings: str) -> list[str]:
    """The codes found in a form of these nodes."""
    return [code for code, _, _ in said(named_form(*nodes, choices=choices, **settings))]


def only(form: Form, code: str, *countries: str) -> Problem:
    """The one problem with that code."""
    (found,) = (one for one in problems(form, *countries) if one.code == f"form.{code}")
    return found


def called(node: Node, uid: str) -> Node:
    """The node under another uid, where two have the same name."""
    return replace(node, uid=uid)
