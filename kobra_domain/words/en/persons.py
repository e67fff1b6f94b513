"""One person: how urgent what they asked for is, other hours that they asked for, what a contact
was for, in English."""

WORDS: dict[str, str] = {
    "urgency.overdue": "Overdue",
    "urgency.today": "Due today",
    "urgency.soon": "Due soon",
    "urgency.in_time": "In time",
    "asked_by.person": "The person",
    "asked_by.attorney": "Their attorney",
    "contact_purpose.collection": "Collection",
    "contact_purpose.transactional": "To confirm an operation",
    "contact_purpose.requested_info": "Information they asked for",
    "evidence.document": "Separate document",
    "evidence.message": "Message or mail",
    "evidence.call": "Recorded call",
    "evidence.form": "Form of a visit",
    "evidence.contract": "Clause of the contract",
    "exception_by_contract": "A clause of the contract does not count: the person asks for "
    "other hours apart, and after signing.",
    "exception_not_asked_yet": "That day has not come yet.",
    "exception_contract_unknown": "Nobody knows when the contract of some account was "
    "signed: write the day of the last one.",
    "exception_before_contract": "The last contract was signed on {signed_on}: "
    "only what was asked for later counts.",
    "purpose_without_note": "Say in the note what was confirmed, or what the person had asked for.",
}
