"""What the lint says of references and of the circles they make."""

import pytest

from kobra_domain.questionnaires.form import Node
from kobra_domain.questionnaires.lint_references import circles
from kobra_domain.words import say
from tests.kobra_domain.questionnaires.forms import choice, group, question
from tests.kobra_domain.questionnaires.linted import called, codes, named_form, only, problems, said


def test_a_name_that_does_not_exist() -> None:
    form = named_form(question("a", relevant="${lejana} = 1 or ${lejana} = 2"))
    assert said(form) == [("reference_unknown", "a", "relevant")]
    near = only(named_form(question("monto"), question("b", hint="${mnto}")), "reference_near")
    assert near.params == {"reference": "mnto", "suggestion": "monto"}


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("label", "Hola ${quien}"),
        ("constraint_message", "No ${quien}"),
        ("calculation", "${quien}"),
        ("choice_filter", "${quien}"),
        ("default", "${quien}"),
        ("trigger", "${quien}"),
        ("parameters", "seed=${quien}"),
        ("repeat_count", "${quien}"),
    ],
)
def test_references_are_looked_for_where_they_count(column: str, text: str) -> None:
    found = said(named_form(question("a", **{column: text})))
    assert [one for one in found if one[0] == "reference_unknown"] == [
        ("reference_unknown", "a", column)
    ]


def test_what_is_no_reference_is_left_alone() -> None:
    assert codes(question("a", nota="${nadie}")) == []


def test_references_in_choices_and_settings() -> None:
    form = named_form(
        question("a", "select_one l"),
        choices=(choice("l", "1", label="Sobre ${nadie}", otra="${nadie}"),),
        instance_name="concat(${nunca}, ${a})",
    )
    assert said(form) == [
        ("reference_unknown", None, "instance_name"),
        ("reference_unknown", "l.1", "label"),
    ]
    assert [one.sheet for one in problems(form)] == ["settings", "choices"]


def test_malformed_references_are_all_named() -> None:
    form = named_form(question("a", label="${b c}, ${b c} y ${"))
    assert [one.params["reference"] for one in problems(form)] == ["${b c}", "${"]


def test_a_malformed_reference_in_an_expression_is_said_once() -> None:
    assert codes(question("a", relevant="${b c} = 1")) == ["reference_malformed"]


def test_a_name_that_stands_twice_cannot_be_referred_to() -> None:
    found = codes(
        question("a"),
        group("g", called(question("a"), "a2")),
        question("b", relevant="${a} = 1"),
    )
    assert found == ["reference_ambiguous"]


def test_names_that_the_compiler_adds_exist() -> None:
    assert codes(question("a", calculation="${instanceID}")) == []


def test_a_question_that_depends_on_itself() -> None:
    for column in ("relevant", "calculation", "required", "read_only"):
        for text in ("${a} = 1", ". = 1", "../a = 1"):
            assert said(named_form(question("a", **{column: text})))[0] == (
                "self_reference",
                "a",
                column,
            )


@pytest.mark.parametrize(
    "nodes",
    [
        (question("a", constraint="${a} = 1", constraint_message="No"),),
        (question("a", default="concat(${a}, 'x')"),),
        (question("a", calculation="${last-saved#a}"),),
        (question("a"), question("b", "calculate", calculation=". + 1", trigger="${a}")),
        (question("a", label="Hola ${a}"),),
        (group("g", question("a"), question("b", relevant="${g} != ''")),),
        (group("r", question("a"), question("b", calculation="sum(${a})"), kind="repeat"),),
    ],
)
def test_what_the_phone_can_compute(nodes: tuple[Node, ...]) -> None:
    assert not set(codes(*nodes)) & {"cycle", "self_reference"}


@pytest.mark.parametrize(
    ("nodes", "names", "column"),
    [
        (
            (question("a", relevant="${b} = 1"), question("b", relevant="${a} = 1")),
            "a → b → a",
            "relevant",
        ),
        (
            (
                question("a", calculation="${c}"),
                question("b", required="${a} = 1"),
                question("c", read_only="${b} = 1"),
            ),
            "a → c → b → a",
            "calculation",
        ),
    ],
)
def test_circles(nodes: tuple[Node, ...], names: str, column: str) -> None:
    found = [one for one in problems(named_form(*nodes)) if one.code == "form.cycle"]
    assert [one.params["names"] for one in found] == [names]
    assert [one.column for one in found] == [column]


def relevant_group(name: str, relevant: str, *children: Node) -> Node:
    made = group(name, *children)
    return Node(
        uid=name, kind=made.kind, cells={**made.cells, "relevant": relevant}, children=children
    )


def test_a_group_waits_for_what_is_in_it() -> None:
    form = named_form(relevant_group("g", "${a} = 1", question("a")))
    assert only(form, "cycle").params["names"] == "g → a → g"
    form = named_form(
        relevant_group("g", "${x} = 1", group("h", question("b"))),
        question("x", relevant="${b} = ''"),
    )
    assert only(form, "cycle").uid == "g"
    form = named_form(
        group("g", question("a", calculation="${z}")), relevant_group("k", "1", question("z"))
    )
    assert "cycle" not in [code for code, _, _ in said(form)]


def test_a_circle_is_placed_on_the_first_even_if_only_its_group_leads_there() -> None:
    form = named_form(
        group("p", relevant_group("g", "${z} = 1", question("a"))),
        question("z", calculation="${a}"),
    )
    found = only(form, "cycle")
    assert (found.uid, found.column) == ("g", "relevant")


def test_a_long_circle_is_told_short() -> None:
    nodes = [question(f"q{n}", relevant=f"${{q{(n + 1) % 12}}} = 1") for n in range(12)]
    found = only(named_form(*nodes), "cycle")
    assert found.params["names"] == "q0 → q1 → q2 → q3 → q4 → … → q0"
    assert "círculo: q0 →" in say(found.code, found.params)


def test_chains_of_thousands_are_no_matter() -> None:
    count = 5_000
    needs = {str(n): {str(n + 1)} for n in range(count)} | {str(count): set()}
    assert list(circles(needs)) == []
    needs[str(count)] = {"0"}
    assert [len(circle) for circle in circles(needs)] == [count + 1]


def test_circles_that_share_a_node_are_one() -> None:
    needs = {"a": {"b", "c"}, "b": {"a"}, "c": {"a"}, "d": {"a", "d"}, "e": {"d"}}
    assert [sorted(circle) for circle in circles(needs)] == [["a", "b", "c"]]


def test_the_shortest_way_round_is_told() -> None:
    form = named_form(
        question("a", relevant="${b} = 1 or ${c} = 1"),
        question("b", relevant="${d} = 1"),
        question("c", relevant="${d} = 1"),
        question("d", relevant="${a} = 1"),
    )
    assert only(form, "cycle").params["names"] == "a → b → d → a"


def test_only_the_first_unknown_names_get_a_suggestion() -> None:
    nodes = [question("monto_total", relevant=" + ".join(f"${{monto_tota{n}}}" for n in range(70)))]
    found = codes(*nodes)
    assert found.count("reference_near") == 60
    assert found.count("reference_unknown") == 10
