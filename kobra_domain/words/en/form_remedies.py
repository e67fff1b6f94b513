"""How each problem of a questionnaire is mended."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "form.header_row.remedy": "Delete the rows above: they belong in the first.",
    "form.header_glued.remedy": "Divide it into two columns, each with its language.",
    "form.header_bare.remedy": (
        "Write “{header}::” and the name of the part, or delete the column."
    ),
    "form.header_no_language.remedy": "Write “{suggestion}” alone.",
    "form.language_twins.remedy": (
        "Write “{language}” everywhere; else phones offer two languages, each by half."
    ),
    "form.cell_date.remedy": ("If it is no date, format the cell as text and write it again."),
    "form.cell_shown.remedy": "Format the cell as text and write “{shown}” again.",
    "form.cell_truth.remedy": "Format the cell as text and write the word that is to be read.",
    "form.cell_error.remedy": "Correct the formula, or write the text in its place.",
    "form.cell_no_value.remedy": (
        "Open the workbook in Excel or LibreOffice and save it, or write the text in its place."
    ),
    "form.cell_beyond.remedy": "Bring it near the other data, or delete it.",
    "form.name_missing.remedy": "Write a short name without spaces, for instance “amount_paid”.",
    "form.name_invalid.remedy": (
        "Use only letters that are small or without accent, digits, underscores, hyphens or dots, "
        "and start with a letter."
    ),
    "form.name_duplicate.remedy": "Change one of the two names.",
    "form.name_reserved.remedy": "Use another name.",
    "form.name_case_twin.remedy": "Change one of them: some analysis programs mix them up.",
    "form.repeat_name_duplicate.remedy": (
        "Give each repeat of the whole questionnaire a name of its own."
    ),
    "form.repeat_name_is_form.remedy": "Use another name for the repeat.",
    "form.audit_name.remedy": "Delete the name or write “audit”.",
    "form.type_missing.remedy": (
        "Choose a type; if the row is a comment, delete its name and its text."
    ),
    "form.type_unknown.remedy": "Choose one of the types in the list.",
    "form.type_near.remedy": "Write “{suggestion}” or choose another type in the list.",
    "form.calculation_missing.remedy": "Write the expression under “Calculation”.",
    "form.yes_no_word.remedy": "Write “{suggestion}”.",
    "form.yes_no_number.remedy": "Better write “{suggestion}”.",
    "form.yes_no_unknown.remedy": "Write “yes” or “no”, or empty the cell.",
    "form.bare_reference.remedy": "Write {reference}.",
    "form.bare_word.remedy": (
        "If it is a text, write '{found}' in quotes; if it is a question, {reference}."
    ),
    "form.list_name_spaces.remedy": "Write “{suggestion}”, and so at its choices too.",
    "form.default_unfit.remedy": (
        "Write a value that can be answered: dates as 2026-11-20, decimals with a point, choices "
        "by their “name”."
    ),
    "form.parameter_value.remedy": "Write one of these: {known}.",
    "form.name_made.remedy": "Use another name.",
    "form.name_of_form.remedy": "Use another name.",
    "form.source_twice.remedy": "Give the list or the file another name.",
    "form.instance_id.remedy": "Delete the column: the phone numbers each thing it sends itself.",
    "form.or_other_english.remedy": (
        "Take “or_other” away, add the choice to the list and a text question that follows it."
    ),
    "form.consent_unsigned.remedy": "Add a signature question called “firma”.",
    "form.result_twice.remedy": "Leave one with that name, or give the others another.",
    "form.result_in_repeat.remedy": "Take it out of the repeat, or give it another name.",
    "form.dialect.remedy": "Make those parts anew with what ODK Collect offers.",
    "form.dialect_error.remedy": "Make those parts anew with what ODK Collect offers.",
    "form.appearance_capitals.remedy": "Write “{suggestion}”.",
    "form.choice_name_blank.remedy": (
        "Better replace the spaces by underscores, in the conditions that use it too."
    ),
    "form.parameters_unreadable.remedy": "Write them as key=value, divided by spaces.",
    "form.parameter_unknown.remedy": "Delete it or use one of these: {known}.",
    "form.parameter_not_number.remedy": "Write a number, with a dot for the decimals.",
    "form.reference_unknown.remedy": "Correct the name or add the question.",
    "form.reference_near.remedy": "Change “{reference}” to “{suggestion}”, or add the question.",
    "form.reference_malformed.remedy": "Write the $ sign and the name in braces, without spaces.",
    "form.reference_ambiguous.remedy": "Give each of them a name of its own.",
    "form.reference_into_repeat.remedy": (
        "Use sum(), count() or another function of repeats, or indexed-repeat() to say which."
    ),
    "form.self_reference.remedy": (
        "Remove the reference to itself; the dot only works in the constraint."
    ),
    "form.cycle.remedy": (
        "Remove one of those dependencies: the phone does not open such a questionnaire."
    ),
    "form.expression_empty.remedy": "Write a condition or delete the spaces.",
    "form.expression_unclosed_quote.remedy": "Close the quote at the end of the text.",
    "form.expression_unclosed_bracket.remedy": "Add the sign that closes it.",
    "form.expression_unopened_bracket.remedy": "Delete it, or add the sign that opens it before.",
    "form.expression_unexpected.remedy": (
        "Check whether “and”, “or”, an operator or a quote is missing before it."
    ),
    "form.expression_unfinished.remedy": "Complete what follows the last operator.",
    "form.expression_character.remedy": "Delete it; texts stand in single quotes.",
    "form.expression_instead.remedy": "Write “{suggestion}” instead of “{found}”.",
    "form.expression_invisible.remedy": "Delete it, or write the expression anew.",
    "form.expression_blank.remedy": "Write a plain space.",
    "form.expression_decimal_comma.remedy": "Write {suggestion}.",
    "form.expression_capitals.remedy": "Write “{small}”.",
    "form.expression_double_slash.remedy": "Refer to the question by its name.",
    "form.expression_too_long.remedy": "Divide it into several calculations.",
    "form.expression_too_deep.remedy": "Divide it into several calculations.",
    "form.function_unknown.remedy": "Use one of the functions in the list.",
    "form.function_near.remedy": "Write “{suggestion}” or choose another function in the list.",
    "form.function_few_arguments.remedy": "Add those that are missing, divided by commas.",
    "form.function_many_arguments.remedy": "Remove those that are too many.",
    "form.function_odd_arguments.remedy": "Add or remove one.",
    "form.function_needs_question.remedy": (
        "Put the calculation into another question and refer to it here."
    ),
    "form.function_needs_quotes.remedy": "Write it in single quotes, for instance '1'.",
    "form.list_missing.remedy": "Make the list or choose another.",
    "form.list_near.remedy": "Choose “{suggestion}” or make the list.",
    "form.list_not_named.remedy": "Choose a choice list.",
    "form.list_empty.remedy": "Add at least one choice.",
    "form.instance_unknown.remedy": (
        "Make the list, add its file or correct the name: the phone does not open such a "
        "questionnaire."
    ),
    "form.list_unused.remedy": "Use it in a question or delete it.",
    "form.choice_duplicate.remedy": "Change one of the two values.",
    "form.choice_name_missing.remedy": "Write a short value without spaces.",
    "form.choice_name_spaces.remedy": "Change the spaces to underscores.",
    "form.choice_without_list.remedy": "Write the name of its list.",
    "form.choice_label_missing.remedy": "Write the text that the agent will see.",
    "form.choice_filter_column.remedy": (
        "Add the column to the choices or correct the filter; texts stand in quotes."
    ),
    "form.choice_filter_or_other.remedy": (
        "Remove the filter, or add the choice “other” to the list."
    ),
    "form.file_not_named.remedy": "Write the file, for instance “visitas.csv”.",
    "form.file_extension.remedy": "Use a .csv, .xml or .geojson file.",
    "form.no_questions.remedy": "Add at least one question.",
    "form.empty_group.remedy": "Add questions to the group or delete it.",
    "form.column_misspelt.remedy": (
        "Change the header to “{suggestion}”, or leave the column if it is a note."
    ),
    "form.column_ignored.remedy": "Delete it or change the question's type.",
    "form.appearance_unknown.remedy": "Delete it or choose one in the list.",
    "form.appearance_near.remedy": "Write “{suggestion}” or delete it.",
    "form.label_missing.remedy": "Write the question's text.",
    "form.translations_missing.remedy": "Write them in “Translations”, or take that language away.",
    "form.translation_missing.remedy": "Translate it in the table of translations.",
    "form.language_on_one_sheet.remedy": (
        "Add the columns of that language to the sheet “{absent}”."
    ),
    "form.default_language_unknown.remedy": "Choose one of these: {known}.",
    "form.constraint_message_missing.remedy": (
        "Write the message that the agent will see when an answer is not accepted."
    ),
    "form.required_message_missing.remedy": (
        "Write the message that the agent will see on leaving it empty."
    ),
    "form.id_missing.remedy": "Write an identifier that stays the same between versions.",
    "form.title_missing.remedy": "Write the title that agents will see on their phones.",
    "form.version_missing.remedy": (
        "Write a version, for instance the date: phones use it to know whether there is a new one."
    ),
    "form.id_characters.remedy": "Use only letters, digits, hyphens, underscores or dots.",
    "form.version_characters.remedy": "Use only letters, digits, hyphens, underscores or dots.",
    "form.distance_unguarded.remedy": (
        "Before the distance, ask whether “{reference}” is empty, with “or” between the two "
        "conditions."
    ),
    "form.placement_map.remedy": "Remove the appearance “placement-map”.",
    "form.arrival_missing.remedy": "Add a location question with one of these names: {names}.",
    "form.arrival_unchecked.remedy": (
        "Add a constraint with distance() to the point of the address."
    ),
    "form.arrival_accuracy_unchecked.remedy": (
        "Add a limit to selected-at(., 3), the metres of accuracy, to the constraint."
    ),
    "form.arrival_mock_allowed.remedy": "Remove allow-mock-accuracy from its parameters.",
    "form.audit_missing.remedy": "Add a question of type “audit” with location.",
    "form.audit_without_location.remedy": (
        "Add location-priority, location-min-interval and location-max-age to its parameters."
    ),
    "form.audit_location_incomplete.remedy": (
        "Add those that are missing: all three together or none."
    ),
    "form.banned_reason_for_default.remedy": (
        "Delete it; what the holder volunteers may be noted, and the text must say not to ask."
    ),
    "form.banned_third_parties.remedy": (
        "Delete it: only data of the holder and of those who signed the credit may be asked for."
    ),
    "form.banned_payment.remedy": "Change it to the proof of a payment made at a bank or shop.",
    "form.identification_missing.remedy": (
        "Add a note at the start with their name, the firm and on whose behalf they visit."
    ),
}
