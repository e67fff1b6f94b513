"""What is wrong with a form: a code with its place, said in words as «code» and «code.remedy».

How grave each of our own codes is stands here, once; what the compilers find is made by whoever
asks them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kobra_domain.errors import Param
from kobra_domain.questionnaires.form import Choice, Node
from kobra_domain.questionnaires.spelling import visible


class Severity(StrEnum):
    """An error keeps the form from being published; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class ProblemSource(StrEnum):
    """Who found it: our own lint, the XLSForm compiler, or the phone engine's validator."""

    KOBRA = "kobra"
    PYXFORM = "pyxform"
    VALIDATE = "validate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem. `uid` is the node or choice, `row` the row (from 1) it was read from, `column`
    the canonical key of the cell; each is None where the problem has no such place.
    """

    code: str
    severity: Severity
    uid: str | None = None
    sheet: str = "survey"
    row: int | None = None
    column: str | None = None
    params: Mapping[str, Param] = field(default_factory=dict)
    source: ProblemSource = ProblemSource.KOBRA

    @property
    def is_error(self) -> bool:
        """Whether it keeps the form from being published."""
        return self.severity is Severity.ERROR


ERRORS = frozenset(
    {
        # headers and cells
        "form.header_row",
        "form.header_glued",
        "form.header_bare",
        "form.header_no_language",
        "form.language_twins",
        "form.cell_error",
        "form.cell_no_value",
        # names
        "form.name_missing",
        "form.name_invalid",
        "form.name_duplicate",
        "form.name_reserved",
        "form.name_made",
        "form.name_of_form",
        "form.dialect_error",
        "form.source_twice",
        "form.instance_id",
        "form.repeat_name_duplicate",
        "form.repeat_name_is_form",
        "form.audit_name",
        # types and columns
        "form.type_missing",
        "form.type_unknown",
        "form.type_near",
        "form.calculation_missing",
        "form.yes_no_word",
        "form.bare_reference",
        "form.bare_word",
        "form.list_name_spaces",
        "form.parameters_unreadable",
        "form.parameter_value",
        "form.parameter_unknown",
        "form.parameter_not_number",
        # references
        "form.reference_unknown",
        "form.reference_near",
        "form.reference_malformed",
        "form.reference_ambiguous",
        "form.self_reference",
        "form.cycle",
        # expressions
        "form.expression_empty",
        "form.expression_unclosed_quote",
        "form.expression_unclosed_bracket",
        "form.expression_unopened_bracket",
        "form.expression_unexpected",
        "form.expression_unfinished",
        "form.expression_character",
        "form.expression_capitals",
        "form.expression_instead",
        "form.expression_invisible",
        "form.expression_blank",
        "form.expression_decimal_comma",
        "form.expression_double_slash",
        "form.expression_too_long",
        "form.expression_too_deep",
        "form.function_unknown",
        "form.function_near",
        "form.function_few_arguments",
        "form.function_many_arguments",
        "form.function_odd_arguments",
        "form.function_needs_question",
        "form.function_needs_quotes",
        # lists
        "form.list_missing",
        "form.list_near",
        "form.list_not_named",
        "form.list_empty",
        "form.instance_unknown",
        "form.choice_duplicate",
        "form.choice_name_missing",
        "form.choice_name_spaces",
        "form.choice_without_list",
        "form.choice_filter_column",
        "form.choice_filter_or_other",
        "form.file_not_named",
        "form.file_extension",
        # files beside the form
        "form.data_file_missing",
        "form.data_file_near",
        "form.data_file_by_expression",
        "form.file_column_missing",
        "form.file_csv_not_utf8",
        "form.file_csv_no_header",
        "form.file_csv_header_twice",
        "form.file_geojson_unreadable",
        "form.file_geojson_no_features",
        "form.file_geojson_nested",
        "form.file_xml_unreadable",
        "form.file_xml_mixed",
        # the form itself
        "form.no_questions",
        # where it is filled in
        "form.audit_location_incomplete",
        # what may not be asked
        "form.banned_reason_for_default",
        "form.banned_third_parties",
        "form.banned_payment",
    }
)
WARNINGS = frozenset(
    {
        "form.cell_date",
        "form.cell_shown",
        "form.cell_truth",
        "form.cell_beyond",
        "form.name_case_twin",
        "form.empty_group",
        "form.column_misspelt",
        "form.dialect",
        "form.or_other_english",
        "form.consent_unsigned",
        "form.result_twice",
        "form.result_in_repeat",
        "form.appearance_capitals",
        "form.choice_name_blank",
        "form.yes_no_number",
        "form.yes_no_unknown",
        "form.default_unfit",
        "form.column_ignored",
        "form.appearance_unknown",
        "form.appearance_near",
        "form.reference_into_repeat",
        "form.list_unused",
        "form.shown_file_missing",
        "form.shown_file_near",
        "form.shown_file_by_expression",
        "form.file_by_expression",
        "form.file_other_kind",
        "form.file_unused",
        "form.file_csv_quotes",
        "form.file_csv_header_spaces",
        "form.file_csv_semicolons",
        "form.file_csv_more_cells",
        "form.file_geojson_without_id",
        "form.choice_label_missing",
        "form.label_missing",
        "form.translation_missing",
        "form.language_on_one_sheet",
        "form.default_language_unknown",
        "form.constraint_message_missing",
        "form.required_message_missing",
        "form.id_missing",
        "form.title_missing",
        "form.version_missing",
        "form.id_characters",
        "form.version_characters",
        "form.distance_unguarded",
        "form.placement_map",
        "form.arrival_missing",
        "form.arrival_unchecked",
        "form.arrival_accuracy_unchecked",
        "form.arrival_mock_allowed",
        "form.audit_missing",
        "form.audit_without_location",
        "form.identification_missing",
    }
)


def problem(
    code: str,
    place: Node | Choice | None = None,
    column: str | None = None,
    /,
    *,
    sheet: str | None = None,
    **params: Param,
) -> Problem:
    """One of our own problems, placed on a node or choice, or on a sheet alone."""
    own = "choices" if isinstance(place, Choice) else "survey"
    return Problem(
        code=code,
        severity=Severity.ERROR if code in ERRORS else Severity.WARNING,
        uid=place.uid if place else None,
        sheet=sheet or own,
        row=place.row if place else None,
        column=column,
        params=seen(params),
    )


def seen(params: Mapping[str, Param]) -> dict[str, Param]:
    """Parameters for sentences: what a text hides is told."""
    return {
        name: visible(value) if isinstance(value, str) else value for name, value in params.items()
    }


def header_problem(code: str, sheet: str, column: str | None = None, **params: Param) -> Problem:
    """One of our own problems with the first row of a sheet."""
    return replace(problem(code, None, column, sheet=sheet, **params), row=1)
