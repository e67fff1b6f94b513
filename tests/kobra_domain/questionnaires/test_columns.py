"""Headers as people spell them; pyxform's own reading of a header is the measure."""

import pytest
from pyxform import aliases
from pyxform.parsing.sheet_headers import process_header
from pyxform.question import MultipleChoiceQuestion, Option

from kobra_domain.questionnaires.columns import (
    default_language,
    has_plain_words,
    join,
    key_of,
    keys_of,
    languages,
    shown,
    spelling,
    split,
    translation,
    with_columns,
)
from kobra_domain.questionnaires.form import Column, Form

SURVEY_SLOTS = set(MultipleChoiceQuestion.get_slot_names())
CHOICE_SLOTS = set(Option.get_slot_names())


def columns(*keys: str) -> tuple[Column, ...]:
    return tuple(Column(key, key) for key in keys)


@pytest.mark.parametrize(
    ("header", "sheet", "key"),
    [
        ("relevance", "survey", "relevant"),
        ("Constraint  Message", "survey", "constraint_message"),
        ("bind::jr:constraintMsg::es", "survey", "constraint_message::es"),
        ("bind:jr:constraintMsg", "survey", "constraint_message"),
        ("jr:count", "survey", "repeat_count"),
        ("label:es", "survey", "label::es"),
        ("Label :: Español (es)", "survey", "label::Español (es)"),
        ("media::image::es", "survey", "image::es"),
        ("body::accuracyThreshold", "survey", "body::accuracyThreshold"),
        ("control::appearance", "survey", "appearance"),
        ("instance::odk:tag", "survey", "instance::odk:tag"),
        ("My Notes", "survey", "My Notes"),
        ("notes:inner", "survey", "notes:inner"),
        ("jr", "survey", "jr"),
        ("list name", "choices", "list_name"),
        ("value", "choices", "name"),
        ("Barrio", "choices", "Barrio"),
        ("title", "settings", "form_title"),
        ("ID String", "settings", "form_id"),
        ("label", "entities", "label"),
    ],
)
def test_a_header_has_one_key(header: str, sheet: str, key: str) -> None:
    assert key_of(header, sheet) == key


@pytest.mark.parametrize("alias", sorted({*aliases.survey_header, "label", "hint", "default"}))
@pytest.mark.parametrize("form", ["{}", "{}::es", "{}:es"])
def test_the_key_of_a_survey_header_means_the_same_to_pyxform(alias: str, form: str) -> None:
    header = form.format(alias)
    meant = process_header(header, False, aliases.survey_header, SURVEY_SLOTS)[1]
    assert process_header(
        key_of(header, "survey"), False, aliases.survey_header, SURVEY_SLOTS
    )[1] == meant  # fmt: skip


@pytest.mark.parametrize("alias", sorted({*aliases.list_header, "label", "name", "barrio", "X:y"}))
def test_the_key_of_a_choices_header_means_the_same_to_pyxform(alias: str) -> None:
    meant = process_header(alias, False, aliases.list_header, CHOICE_SLOTS)[1]
    read = process_header(key_of(alias, "choices"), False, aliases.list_header, CHOICE_SLOTS)[1]
    assert read == (meant if meant != ("list name",) else ("list name",))


def test_a_double_colon_anywhere_makes_a_single_one_mean_nothing() -> None:
    assert keys_of(["type", "label:es"], "survey") == ["type", "label::es"]
    assert keys_of(["label::en", "label:es"], "survey") == ["label::en", "label:es"]


def test_a_key_is_split_only_where_a_language_can_be() -> None:
    assert split("label::Español (es)") == ("label", "Español (es)")
    assert split("label") == ("label", None)
    assert split("bind::odk:x") == ("bind::odk:x", None)
    assert join("label", "es") == "label::es"
    assert join("label", None) == "label"


def test_languages_stand_in_the_order_of_their_columns() -> None:
    form = Form(
        survey_columns=columns("type", "label::Español (es)", "hint::English (en)"),
        choice_columns=columns("list_name", "label::Náhuatl", "label::English (en)"),
    )
    assert languages(form) == ("Español (es)", "English (en)", "Náhuatl")
    assert not has_plain_words(form)
    assert default_language(form) == "Español (es)"


def test_the_default_language_is_the_setting_if_it_is_one() -> None:
    survey = columns("label::es", "label::en")
    assert default_language(Form(survey_columns=survey)) == "es"
    assert default_language(Form(survey_columns=survey, settings={"default_language": "en"})) == (
        "en"
    )
    assert default_language(Form(survey_columns=survey, settings={"default_language": "fr"})) == (
        "es"
    )
    plain = (*survey, Column("label", "label"))
    assert default_language(Form(survey_columns=plain)) is None
    assert default_language(Form(survey_columns=columns("label"))) is None


def test_words_are_exact_or_the_nearest_there_are() -> None:
    cells = {"label::es": "Hola", "hint": "Diga"}
    assert translation(cells, "label", "es") == "Hola"
    assert translation(cells, "label", "en") is None
    assert translation(cells, "hint", None) == "Diga"
    assert shown(cells, "label", "en") == "Hola"
    assert shown(cells, "hint", "en") == "Diga"
    assert shown(cells, "image", "en") == ""


def test_new_columns_stand_beside_their_own_kind() -> None:
    found = with_columns(columns("type", "label::es", "hint"), ["label::en", "note", "hint"])
    assert [column.key for column in found] == ["type", "label::es", "label::en", "hint", "note"]


def test_a_new_header_divides_as_its_sheet_does() -> None:
    single = (Column("label::es", "label:es"),)
    assert spelling("label::en", single) == "label:en"
    assert spelling("label::en", columns("label::es")) == "label::en"
    assert spelling("label::en", columns("label")) == "label::en"
