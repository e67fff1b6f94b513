"""What acts on a form refuse and what its changes break, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # parts of a form
    "form_part.question": "Question",
    "form_part.choice": "Choice",
    "form_part.setting": "Setting",
    "form_part.file": "File",
    # why a difference breaks what was collected
    "breaks.question_removed": (
        "Answers already received to this question no longer line up with new ones."
    ),
    "breaks.name_changed": "Answers already received stay under the old name.",
    "breaks.type_changed": "Answers already received are of another type.",
    "breaks.list_changed": "Some possible answers are no longer in the new list.",
    "breaks.choice_removed": "Answers already received with this choice are left without a label.",
    "breaks.choice_renamed": "Answers already received hold the old value of the choice.",
    "breaks.moved_into_repeat": "It is repeated now: answers already received have only one.",
    "breaks.moved_out_of_repeat": (
        "It is no longer repeated: answers already received may have several."
    ),
    "breaks.moved_group": "Answers already received stay in the old group.",
    "breaks.form_id_changed": (
        "To the phones it is another form: answers already received stay with the old one."
    ),
    # what an act on a form refuses
    "not_a_group": "Only a group can hold questions.",
    "into_itself": "A group cannot be put inside itself.",
    "has_children": "The group has questions in it: take them out first.",
    "another_list": "The choices are of different lists.",
    "not_removable": "This column cannot be removed.",
    "last_language": "It is the questionnaire's only language: it cannot be removed.",
    "not_a_form": "The content is not a questionnaire that can be read.",
    "too_deep": "There are too many groups inside one another.",
}
