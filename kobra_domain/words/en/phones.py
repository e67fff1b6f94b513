"""What phones that fill in forms are told, and what stands in their visit list."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # answers to ODK Collect, for the agent
    "unknown_key": "This connection is no longer valid: ask your office for a new sheet.",
    "form_not_found": "This form is no longer available: update the list of forms.",
    "list_replaced": "The list of visits has just changed: update the forms once more.",
    # publishing
    "form_version_used": (
        "Version {form_version} of “{form_id}” was published with other content: "
        "give it another version."
    ),
    "form_without_version_used": (
        "“{form_id}” was published without a version and with other content: give it a version."
    ),
    "form_id_near": "“{form_id}” is mistaken for “{other}”, the identifier of another one.",
    "form_id_used": "Another questionnaire uses the identifier “{form_id}”.",
    "form_id_differs": (
        "The form is called “{form_id}” on phones and “{sent}” in the questionnaire: "
        "they must be the same."
    ),
    "form_version_differs": (
        "The form calls itself version “{form_version}” and was sent as “{sent}”: "
        "they must be the same."
    ),
    "already_published": "“{form_id}” is published with this content: it is version {number}.",
    "form_not_compiled": "The form could not be converted for phones.",
    "document_hash_differs": "The content of the questionnaire did not arrive whole.",
    "unknown_portfolio": "There is not exactly one portfolio called “{name}”.",
    "publish_first": "A questionnaire becomes published only by publishing a version.",
    # the visit list
    "visit_list.account": "{number}: {overdue_minor} overdue",
    "visit_list.account_days": "{number}: {overdue_minor} overdue, {days} days",
    "visit_list.window": "{start} to {end}",
    "visit_list.window_in_law": "{start} to {end} (lawful {opens} to {closes})",
    "visit_list.contact": "{day_on}: {what}",
    "take.collection": "Agent's identification and a statement of each account",
    "take.address_validation": "Agent's identification and a charged phone for the photos",
    "take.notice": "Agent's identification and the printed notice with its receipt",
}
