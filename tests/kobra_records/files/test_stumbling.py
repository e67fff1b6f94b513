"""Where the compiler falls instead of refusing, the cell is found; no exception is a sentence."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kobra_domain.words import say
from kobra_records.files import stumbling
from kobra_records.files.checking import check_workbook
from kobra_records.files.compiler_messages import understood
from tests.kobra_records.files.books import Rows, workbook, workbook_of

HEAD = ["type", "name", "label"]
CHOICES: Rows = [["list_name", "name", "label"], ["x", "a", "A"]]
GROUP: Rows = [["begin group", "g", "G", "v"], ["text", "b", "B"], ["end group"]]
_EXCEPTION = re.compile(r"\b[A-Z]\w*Error\b|object|NoneType|argument|unhashable")


def compiler_says(**sheets: Rows) -> list[tuple[str, str, int | None, str | None]]:
    checked = check_workbook(workbook(**sheets), "x.xlsx", "x")
    said = [p for p in checked.problems if p.code.startswith(("pyxform.", "form.header"))]
    for problem in said:
        assert not _EXCEPTION.search(say(problem.code, problem.params, "es")), problem
    return [(p.code, p.sheet, p.row, p.column) for p in said if p.is_error]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("instance::tag", GROUP),
        ("actions", [["text", "a", "A", "v"]]),
        ("question_type_dictionary", [["text", "a", "A", "v"]]),
    ],
)
def test_the_cell_that_it_falls_over_is_named(header: str, rows: Rows) -> None:
    survey = [[*HEAD, header], ["note", "n", "N"], *rows]
    assert compiler_says(survey=survey) == [("pyxform.stumbled", "survey", 3, header)]


@pytest.mark.parametrize(
    "header",
    [
        "label::French (fr)label::English (en)",
        "instance",
        "bind",
        "body",
        "relevant::es",
        "type::es",
    ],
)
def test_what_our_own_lint_names_is_not_said_again(header: str) -> None:
    survey = [[*HEAD, header], ["text", "a", "A", "v"]]
    codes = {code for code, _, row, _ in compiler_says(survey=survey) if row == 1}
    assert len(codes) == 1
    assert not [one for one in compiler_says(survey=survey) if one[0].startswith("pyxform")]


def test_a_header_of_the_choices_and_one_of_the_settings() -> None:
    survey: Rows = [HEAD, ["select_one x", "a", "A"]]
    media: Rows = [["list_name", "name", "label", "media"], ["x", "a", "A"], ["x", "b", "B", "v"]]
    assert compiler_says(survey=survey, choices=media) == [
        ("pyxform.stumbled", "choices", 3, "media")
    ]
    own: Rows = [["form_id", "children"], ["f", "v"]]
    assert compiler_says(survey=survey, choices=CHOICES, settings=own) == [
        ("pyxform.stumbled", "settings", 2, "children")
    ]


def test_a_row_is_named_when_no_column_is_to_blame() -> None:
    osm: Rows = [["list_name", "name", "label"], ["q", "a", "A"]]
    survey = [HEAD, ["text", "a", "A"], ["osm zz", "b", "B"], ["text", "c", "C"]]
    assert compiler_says(survey=survey, osm=osm) == [("pyxform.stumbled_row", "survey", 3, None)]


def test_it_is_not_sought_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stumbling, "MOST_TRIES", 1)
    survey = [[*HEAD, "actions"], ["text", "a", "A", "v"]]
    assert compiler_says(survey=survey) == [("pyxform.stumbled_somewhere", "", None, None)]


def test_missing_translations_are_told_without_its_english() -> None:
    message = (
        "Language 'es' is missing the survey label column.\n"
        "Language 'hi' is missing the choices columns audio, label."
    )
    said = understood(message, is_error=False)
    assert said.params == {"detail": "es: survey label; hi: choices audio, label"}


HEADERS = st.lists(
    st.sampled_from(
        [
            *(
                "label",
                "label::es",
                "label::es::x",
                "hint",
                "media",
                "media::es",
                "media::image::es",
            ),
            *("instance", "instance::tag", "instance::a::b", "bind", "bind::type", "bind::a::b"),
            *("body", "body::x", "body::ref", "control", "relevant", "relevant::es", "parameters"),
            *("parameters::x", "appearance", "appearance::x", "children", "choices", "itemset"),
            *("actions", "tags", "columns", "query", "trigger", "trigger::x", "default::x", "flat"),
            *(
                "choice_filter",
                "repeat_count",
                "calculation",
                "calculation::es",
                "name::x",
                "intent",
            ),
            *(
                "sms_field",
                "fields",
                "parent",
                "guidance_hint::es",
                "image",
                "big-image",
                "audio::x",
            ),
        ]
    ),
    min_size=1,
    max_size=4,
    unique=True,
)
TYPES = st.sampled_from(
    [
        *("text", "integer", "select_one x", "select_multiple x or_other", "begin group"),
        *(
            "end group",
            "begin repeat",
            "end repeat",
            "note",
            "calculate",
            "audit",
            "range",
            "image",
        ),
        *("osm q", "begin loop over x", "end loop", "select_one_external x", "rank x", "start"),
    ]
)
VALUES = st.sampled_from(["", "", "x", "1", "${a}", "yes", "start=1 end=2 step=1", "a b", "x::y"])


@st.composite
def books(draw: st.DrawFn) -> bytes:
    """Books with headers that nobody thought of."""
    headers = draw(HEADERS)
    rows: list[list[Any]] = [["type", "name", *headers]]
    for at in range(draw(st.integers(1, 4))):
        rows.append([draw(TYPES), f"q{at}", *(draw(VALUES) for _ in headers)])
    more = draw(HEADERS)
    choices = [["list_name", "name", *more], ["x", "a", *(draw(VALUES) for _ in more)]]
    return workbook_of({"survey": rows, "choices": choices})


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(books())
def test_no_book_makes_an_exception_a_sentence(data: bytes) -> None:
    for problem in check_workbook(data, "x.xlsx", "x").problems:
        assert not _EXCEPTION.search(say(problem.code, problem.params, "es")), problem
