"""Types as they are written in workbooks, old spellings too."""

import pytest
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from kobra_domain.questionnaires.form import NodeKind
from kobra_domain.questionnaires.question_types import (
    CATALOGUE,
    OFFERS,
    QuestionFamily,
    QuestionType,
    kind_of,
    read_type,
    with_list,
    write_type,
)
from kobra_domain.words import has_words

# Spellings of long ago that nobody can read any more: kept as they are, of no known type.
FORGOTTEN = {"percentage", "osm", "number of days in last month", "number of days in last year",
             "number of days in last six months"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("text", QuestionType("text")),
        ("  date   time ", QuestionType("datetime")),
        ("select_one yes_no", QuestionType("select_one", "yes_no")),
        ("select one from yes_no", QuestionType("select_one", "yes_no")),
        ("select_one yes_no or_other", QuestionType("select_one", "yes_no", or_other=True)),
        ("select1 a or specify other", QuestionType("select_one", "a", or_other=True)),
        ("select all that apply from a", QuestionType("select_multiple", "a")),
        ("select_one ${hijos}", QuestionType("select_one", "${hijos}")),
        ("select_one_from_file visitas.csv",
         QuestionType("select_one_from_file", file="visitas.csv")),
        ("rank cosas", QuestionType("rank", "cosas")),
        ("select_one", QuestionType("select_one")),
        ("begin group", QuestionType("begin_group")),
        ("begin_group", QuestionType("begin_group")),
        ("begin lgroup", QuestionType("begin_repeat")),
        ("begin looped group", QuestionType("begin_repeat")),
        ("begin loop over cosas", QuestionType("begin_loop", "cosas")),
        ("end_repeat", QuestionType("end_repeat")),
        ("end group", QuestionType("end_group")),
        ("q int", QuestionType("integer")),
        ("add date prompt", QuestionType("date")),
        ("add nonsense prompt", QuestionType("add nonsense prompt")),
        ("", QuestionType("")),
    ],
)  # fmt: skip
def test_a_type_is_read(text: str, read: QuestionType) -> None:
    assert read_type(text) == read


@pytest.mark.parametrize("text", sorted(set(QUESTION_TYPE_DICT) - FORGOTTEN))
def test_every_type_of_the_compiler_is_known(text: str) -> None:
    plain = text.removeprefix("uri:")
    if plain == text or plain in CATALOGUE:
        base = read_type(plain).base
        is_list_without_name = base.startswith(("select", "q select", "add select"))
        assert base in CATALOGUE or is_list_without_name, base


@pytest.mark.parametrize(
    "text",
    ["text", "select_one a", "select_multiple a or_other", "select_one_from_file v.csv",
     "begin_group", "begin_loop a"],
)  # fmt: skip
def test_a_canonical_type_is_written_as_it_was_read(text: str) -> None:
    assert write_type(read_type(text)) == text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("select one one", "select one two"),
        ("select1  other or_other", "select1 two or_other"),
        ("begin loop over x", "begin loop over two"),
        ("select_one_from_file a.csv", "select_one_from_file two"),
        ("begin group", "begin group"),
        ("text", "text"),
    ],
)
def test_a_list_is_replaced_and_the_spelling_kept(text: str, result: str) -> None:
    assert with_list(text, "two") == result


def test_what_is_not_known_takes_everything() -> None:
    info = read_type("osm").info
    assert info.family is QuestionFamily.UNKNOWN
    assert "constraint" in info.takes


def test_a_row_is_what_its_type_says() -> None:
    assert kind_of("begin group") is NodeKind.GROUP
    assert kind_of("begin repeat") is NodeKind.REPEAT
    assert kind_of("begin loop over x") is NodeKind.REPEAT
    assert kind_of("text") is NodeKind.QUESTION
    assert kind_of("") is NodeKind.COMMENT


@pytest.mark.parametrize("locale", ["es", "en"])
def test_every_type_and_offer_has_a_name(locale: str) -> None:
    codes = {*CATALOGUE, *(offer.code for offer in OFFERS), "unknown"}
    assert {code for code in codes if not has_words(f"question_type.{code}", locale)} == set()


def test_what_is_offered_is_of_a_known_type() -> None:
    assert {read_type(offer.type).base for offer in OFFERS} <= CATALOGUE.keys()
    assert len({offer.code for offer in OFFERS}) == len(OFFERS)
