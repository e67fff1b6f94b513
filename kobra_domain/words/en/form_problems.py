"""What is wrong with a questionnaire, for who designs it; the remedy stands apart."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "severity.error": "Error",
    "severity.warning": "Warning",
    "problem_source.kobra": "Kobra",
    "problem_source.pyxform": "XLSForm compiler",
    "problem_source.validate": "ODK Validate",
    "token_kind.space": "space",
    "token_kind.reference": "question",
    "token_kind.number": "number",
    "token_kind.text": "text",
    "token_kind.name": "name",
    "token_kind.operator": "operator",
    "token_kind.symbol": "sign",
    "token_kind.bad": "not understood",
    "form.header_row": "The names of the columns are in row {row}.",
    "form.header_glued": "The header “{header}” is two columns glued together.",
    "form.header_bare": "The header “{header}” does not say which part it is.",
    "form.header_no_language": (
        "The column “{suggestion}” has no language and no other part: “{header}”."
    ),
    "form.language_twins": "The language “{language}” is also spelt in another way: {headers}.",
    "form.cell_date": "Excel keeps a date here: phones will say “{text}”.",
    "form.cell_shown": "Excel shows “{shown}” and phones will say “{text}”.",
    "form.cell_truth": (
        "The cell is a logical value of Excel (TRUE or FALSE): phones will say “{text}”."
    ),
    "form.cell_error": "The cell holds Excel's error “{text}”.",
    "form.cell_no_value": (
        "The cell has a formula without a saved result: for phones it is empty."
    ),
    "form.cell_beyond": "The sheet has text too far out, from {shown} on: it is not read.",
    "form.name_missing": "The question has no name.",
    "form.name_invalid": "The name “{name}” cannot be used.",
    "form.name_duplicate": "Another question or group in the same place is already named “{name}”.",
    "form.name_reserved": "The name “{name}” is kept for the questionnaire's own data.",
    "form.name_case_twin": "The names “{name}” and “{other}” differ only in capital letters.",
    "form.repeat_name_duplicate": "Another repeat is already named “{name}”.",
    "form.repeat_name_is_form": (
        "A repeat cannot be named “{name}”: the questionnaire itself is named so inside."
    ),
    "form.audit_name": "The audit log is named “{name}” and must be named “audit”.",
    "form.type_missing": "The row “{name}” has no question type.",
    "form.type_unknown": "The type “{type}” does not exist.",
    "form.type_near": "The type “{type}” does not exist. Did you mean “{suggestion}”?",
    "form.calculation_missing": "The calculation “{name}” does not say what to compute.",
    "form.yes_no_word": (
        "“{found}” is no word of XLSForm: here the phone understands “{suggestion}” alone."
    ),
    "form.yes_no_number": "“{found}” is taken for “{suggestion}” only because it is a number.",
    "form.yes_no_unknown": "“{found}” says neither yes nor no, and is passed over.",
    "form.bare_reference": (
        "“{found}” is without $ and braces: the phone does not take it for that answer."
    ),
    "form.bare_word": (
        "“{found}” is neither a text nor a question: for the phone it is always empty."
    ),
    "form.list_name_spaces": "The name of the list “{list}” has spaces.",
    "form.default_unfit": ("The first value “{text}” is no answer of a question of type “{type}”."),
    "form.parameter_value": "The parameter “{key}” cannot say “{value}”.",
    "form.name_made": (
        "“{name}” is also the name of the question that XLSForm adds beside “{other}”."
    ),
    "form.name_of_form": (
        "“{name}” is also what XLSForm calls the questionnaire or its data inside, and it is "
        "referred to."
    ),
    "form.source_twice": (
        "The choices of “{list}” would come from two places: “{first}” and “{second}”."
    ),
    "form.instance_id": (
        "“instance_id” says how the phone numbers what it sends; with “{text}” it would have none."
    ),
    "form.or_other_english": (
        "“{name}” uses or_other: the phone will show “Other” and “Specify other.” in English."
    ),
    "form.consent_unsigned": (
        "“{name}” asks for a consent and the questionnaire asks for no signature of the "
        "person: a yes without one does not count."
    ),
    "form.result_twice": (
        "Several questions are named “{name}”: the first that has an answer counts, from {path} on."
    ),
    "form.result_in_repeat": (
        "“{name}” is filled in several times, in “{repeat}”: only the first answer counts."
    ),
    "form.dialect": "This is of {system}: {words}. The phone does not understand it ({cells}).",
    "form.dialect_error": (
        "This is of {system}: {words}. The phone does not understand it ({cells})."
    ),
    "form.appearance_capitals": "The appearance “{appearance}” is better in small letters.",
    "form.choice_name_blank": "The value “{name}” of the list “{list}” has spaces.",
    "form.parameters_unreadable": "The parameters cannot be understood.",
    "form.parameter_unknown": "This type of question does not know the parameter “{key}”.",
    "form.parameter_not_number": "The parameter “{key}” must be a number and says “{value}”.",
    "form.reference_unknown": "“{reference}” is referred to, but no question is named so.",
    "form.reference_near": (
        "“{reference}” is referred to, but no question is named so. Did you mean “{suggestion}”?"
    ),
    "form.reference_malformed": "“{reference}” is no valid reference to a question.",
    "form.reference_ambiguous": "“{reference}” is referred to, but several questions are named so.",
    "form.reference_into_repeat": (
        "“{reference}” is filled in several times, in “{repeat}”, and one alone is asked for here."
    ),
    "form.self_reference": "“{name}” depends on its own answer and could never be computed.",
    "form.cycle": "Questions depend on each other in a circle: {names}.",
    "form.expression_empty": "The expression is empty.",
    "form.expression_unclosed_quote": "A quote is not closed (character {position}).",
    "form.expression_unclosed_bracket": (
        "The sign “{bracket}” is not closed (character {position})."
    ),
    "form.expression_unopened_bracket": (
        "The sign “{bracket}” is one too many (character {position})."
    ),
    "form.expression_unexpected": "“{found}” cannot stand there (character {position}).",
    "form.expression_unfinished": "The expression lacks something at its end.",
    "form.expression_character": (
        "The character “{found}” cannot be used in an expression (position {position})."
    ),
    "form.expression_instead": (
        "The phone does not understand “{found}”; here one writes “{suggestion}” (position "
        "{position})."
    ),
    "form.expression_invisible": "A character is not seen: {found} (position {position}).",
    "form.expression_blank": (
        "There is a space that the phone takes for none: {found} (position {position})."
    ),
    "form.expression_decimal_comma": "Decimals have a point: “{found}” (position {position}).",
    "form.expression_capitals": "“{found}” must be in small letters (character {position}).",
    "form.expression_double_slash": (
        "The phone does not understand the double slash (character {position})."
    ),
    "form.expression_too_long": "The expression has more than {most} characters.",
    "form.expression_too_deep": (
        "The expression has too many brackets within brackets (more than {most})."
    ),
    "form.function_unknown": "The phone does not know the function “{function}”.",
    "form.function_near": (
        "The phone does not know the function “{function}”. Did you mean “{suggestion}”?"
    ),
    "form.function_few_arguments": "“{function}” lacks values: it needs {least} and has {given}.",
    "form.function_many_arguments": (
        "“{function}” has too many values: it takes {most} and has {given}."
    ),
    "form.function_odd_arguments": "The {given} values of “{function}” do not make whole pairs.",
    "form.function_needs_question": (
        "Value {index} of “{function}” must be a question, not a text or a sum."
    ),
    "form.function_needs_quotes": "Value {index} of “{function}” must stand in quotes.",
    "form.list_missing": "The choice list “{list}” does not exist.",
    "form.list_near": "The choice list “{list}” does not exist. Did you mean “{suggestion}”?",
    "form.list_not_named": "The question does not say which choice list it uses.",
    "form.list_empty": "The choice list “{list}” is empty.",
    "form.instance_unknown": (
        "The expression looks into the list “{list}”, which the questionnaire lacks."
    ),
    "form.list_unused": "No question uses the list “{list}”.",
    "form.choice_duplicate": "The list “{list}” has two choices with the value “{name}”.",
    "form.choice_name_missing": "A choice of the list “{list}” has no value.",
    "form.choice_name_spaces": (
        "The value “{name}” has spaces and the list “{list}” is used to select several."
    ),
    "form.choice_without_list": "The choice “{name}” is in no list.",
    "form.choice_label_missing": "The choice “{name}” of the list “{list}” has no text.",
    "form.choice_filter_column": (
        "The filter uses the column “{column}”, which the list “{list}” lacks."
    ),
    "form.choice_filter_or_other": "A question with “other” cannot filter its choices.",
    "form.file_not_named": "The question does not say which file its choices come from.",
    "form.file_extension": "The file “{file}” is of no kind that the phone reads.",
    "form.no_questions": "The questionnaire has no questions.",
    "form.empty_group": "The group “{name}” is empty.",
    "form.column_misspelt": "Nothing reads the column “{header}”. Did you mean “{suggestion}”?",
    "form.column_ignored": (
        "What is written in “{column}” has no effect in a question of type “{type}”."
    ),
    "form.appearance_unknown": "The appearance “{appearance}” has no effect on the phone.",
    "form.appearance_near": (
        "The appearance “{appearance}” has no effect. Did you mean “{suggestion}”?"
    ),
    "form.label_missing": "The question “{name}” has no text to show.",
    "form.translations_missing": Plural(
        "{count} text has none in “{language}”.", "{count} texts have none in “{language}”."
    ),
    "form.translation_missing": "“{name}” lacks its text in “{language}”.",
    "form.language_on_one_sheet": (
        "The language “{language}” is on the sheet “{present}” and missing on “{absent}”."
    ),
    "form.default_language_unknown": (
        "The default language “{language}” is none of the questionnaire's."
    ),
    "form.constraint_message_missing": "“{name}” refuses answers without saying why.",
    "form.required_message_missing": "“{name}” is required and has no message of its own.",
    "form.id_missing": "The questionnaire has no identifier; the file's name will be used.",
    "form.title_missing": "The questionnaire has no title.",
    "form.version_missing": "The questionnaire does not say its version.",
    "form.id_characters": "The identifier “{text}” has characters that make trouble.",
    "form.version_characters": "The version “{text}” has characters that make trouble.",
    "form.distance_unguarded": "The distance to “{reference}” is computed even when it is empty.",
    "form.placement_map": (
        "In “{name}” the agent can move the point by hand: it is no proof of arrival."
    ),
    "form.arrival_missing": (
        "The questionnaire reads the visits and does not take the location on arrival."
    ),
    "form.arrival_unchecked": "“{name}” does not check the distance to the address.",
    "form.arrival_accuracy_unchecked": "“{name}” accepts a location of any accuracy.",
    "form.arrival_mock_allowed": "“{name}” accepts the accuracy of simulated locations.",
    "form.audit_missing": "The questionnaire reads the visits and keeps no audit log.",
    "form.audit_without_location": "The audit log does not keep the location.",
    "form.audit_location_incomplete": "The audit log lacks location parameters: {keys}.",
    "form.banned_reason_for_default": (
        "“{name}” asks for the reason for the overdue payment, which may not be asked. {law}."
    ),
    "form.banned_third_parties": (
        "“{name}” asks for contact data of other people, which is not allowed. {law}."
    ),
    "form.banned_payment": (
        "“{name}” notes money received by the agent, and the agent may not receive the payment. "
        "{law}."
    ),
    "form.identification_missing": "In no text does the agent identify themselves. {law}.",
}
