"""Acts on languages: columns come, go and are renamed in survey and choices together."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import language_acts
from kobra_domain.questionnaires.columns import languages
from kobra_domain.questionnaires.form import Choice, Column, Form
from tests.kobra_domain.questionnaires.forms import a_form, choice, columns, question

PLAIN = a_form(question("a", hint="x"), choices=(choice("l", "x"), Choice(uid="blank")))
PLAIN = replace(PLAIN, survey_columns=columns("type", "name", "label", "hint"))
SPOKEN = language_acts.rename_language(PLAIN, None, "es")


def keys(found: tuple[Column, ...]) -> list[str]:
    return [column.key for column in found]


def test_words_of_no_language_are_given_one() -> None:
    assert keys(SPOKEN.survey_columns) == ["type", "name", "label::es", "hint::es"]
    assert keys(SPOKEN.choice_columns) == ["list_name", "name", "label::es"]
    assert SPOKEN.survey[0].cells == {
        "type": "text", "name": "a", "label::es": "A", "hint::es": "x"}  # fmt: skip
    assert SPOKEN.choices[1] is PLAIN.choices[1]


def test_a_language_comes_beside_every_column_of_words() -> None:
    both = language_acts.add_language(SPOKEN, "English (en)")
    assert keys(both.survey_columns) == [
        "type", "name", "label::es", "label::English (en)", "hint::es",
        "hint::English (en)"]  # fmt: skip
    assert keys(both.choice_columns)[2:] == ["label::es", "label::English (en)"]
    assert languages(language_acts.add_language(Form(), "es")) == ("es",)


def test_a_language_goes_with_its_words_and_its_setting() -> None:
    both = language_acts.add_language(SPOKEN, "en")
    both = language_acts.set_default_language(both, "es")
    assert both.settings == {"default_language": "es"}
    assert keys(both.setting_columns) == ["default_language"]
    english = language_acts.remove_language(both, "es")
    assert languages(english) == ("en",)
    assert english.settings == {}
    assert english.survey[0].cells == {"type": "text", "name": "a"}
    assert english.choices[1] is both.choices[1]
    still = language_acts.remove_language(both, "en")
    assert still.settings == {"default_language": "es"}
    assert still.survey[0] is both.survey[0]
    beside = language_acts.add_language(PLAIN, "en")
    assert languages(language_acts.remove_language(beside, "en")) == ()


def test_a_renamed_language_stays_the_default() -> None:
    form = language_acts.set_default_language(SPOKEN, "es")
    after = language_acts.rename_language(form, "es", "Español (es)")
    assert after.settings == {"default_language": "Español (es)"}
    assert languages(after) == ("Español (es)",)
    assert language_acts.set_default_language(after, None).settings == {}
    untouched = replace(after, survey=(question("b", label="B"),))
    assert language_acts.rename_language(untouched, "Español (es)", "x").survey == (
        untouched.survey
    )


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: language_acts.add_language(SPOKEN, "es"), "already_there"),
        (lambda: language_acts.add_language(SPOKEN, "  "), "missing"),
        (lambda: language_acts.add_language(SPOKEN, "a::b"), "missing"),
        (lambda: language_acts.rename_language(SPOKEN, "fr", "x"), "not_found"),
        (lambda: language_acts.rename_language(SPOKEN, None, "x"), "not_found"),
        (lambda: language_acts.remove_language(SPOKEN, "fr"), "not_found"),
        (lambda: language_acts.remove_language(SPOKEN, "es"), "last_language"),
        (lambda: language_acts.set_default_language(SPOKEN, "fr"), "not_found"),
    ],
)
def test_what_cannot_be_is_refused(act: Callable[[], object], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        act()
    assert refusal.value.code == code
