"""A section of a real form is a form that the compiler takes, wherever it is cut."""

from __future__ import annotations

import pytest

from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.section import section
from kobra_records.files.compile import compile_form
from kobra_records.templates import NAMES, template


def places(form: Form) -> list[str]:
    """Every group, and the last question of each, and the first of the form."""
    groups = [node for node in form.nodes() if node.is_container]
    return [form.survey[0].uid, *(uid for g in groups for uid in (g.uid, g.children[-1].uid))]


@pytest.mark.parametrize("name", NAMES)
def test_each_section_of_a_template_compiles(name: str) -> None:
    form = template(name)
    for uid in places(form):
        made = compile_form(section(form, uid))
        assert made.xform is not None, (uid, made.problems)
        assert len(list(section(form, uid).nodes())) < len(list(form.nodes()))
