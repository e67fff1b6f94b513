"""What the rules say, in English: verdicts, limits, moves of a life, the law."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # the geo verdict, with its numbers
    "judgement.at_address": (
        "{distance_m} from the address (± {accuracy_m}), limit {radius_m}, "
        "measured {fix_age_s}. No signs of a mocked location."
    ),
    "judgement.near": (
        "{distance_m} from the address (± {accuracy_m}), limit {radius_m}, "
        "measured {fix_age_s}: near, not certain. No signs of a mocked location."
    ),
    "judgement.away": (
        "{distance_m} from the address (± {accuracy_m}), limit {radius_m}, "
        "measured {fix_age_s}: away from the address. No signs of a mocked location."
    ),
    "judgement.no_fix": "The check-in carries no location (limit {radius_m}).",
    "judgement.no_pin": "The address has no place on the map.",
    "judgement.vague_pin": "The address is placed by its area only: the door is to be marked.",
    "judgement.mocked": (
        "Unreliable location: possibly mocked. It points {distance_m} from the address."
    ),
    "judgement.zero_accuracy": (
        "It is not known how exactly it was measured (accuracy 0, as what is placed by hand has). "
        "It points {distance_m} from the address."
    ),
    "judgement.no_accuracy": (
        "Unreliable location: unknown accuracy. It points {distance_m} from the address."
    ),
    "judgement.poor_accuracy": (
        "Unreliable location: an accuracy of ± {accuracy_m} is too poor. It points {distance_m} "
        "from the address."
    ),
    "judgement.stale": (
        "Unreliable location: measured {fix_age_s}, too old. It points {distance_m} from the "
        "address."
    ),
    "judgement.clock": (
        "Unreliable location: the phone's clock is ahead. It points {distance_m} from the address."
    ),
    # limits of fields
    "missing": "{field}: this is missing.",
    "too_long": "{field}: too long, at most {limit} characters.",
    "too_many": "{field}: too many items, at most {limit}.",
    "too_small": "{field}: the least is {limit}.",
    "too_large": "{field}: the most is {limit}.",
    "too_large.bare": "It is too large to be sent at once.",
    "wrong_type": "{field}: not the expected type of value.",
    "unreadable_text": "{field}: has characters that cannot be kept.",
    "not_whole": "{field}: whole numbers only.",
    "not_in_list": "{field}: choose one of the list.",
    "not_hours": "{field}: write the hours like 7-12, 14-18.",
    "no_hours": "{field}: without hours the agent would always be in shift. Write them, or tick "
    "that it must be so.",
    "no_scope": "Choose at least one team or portfolio: without them nothing is seen.",
    "not_a_place": "{field}: not a place; two numbers, «4.65, -74.06».",
    "not_a_number": "{field}: not a number.",
    "not_a_date": "This is no date.",
    "wrong_order": "The first day is after the last.",
    "not_a_link": "This is no link of Kobra.",
    "not_utc": "{field}: the time must be in UTC.",
    "not_an_id": "{field}: not an identifier.",
    "not_an_email": "{field}: not an e-mail address.",
    "not_a_phone": "{field}: not a phone number.",
    "not_a_shift": "{field}: not understood. Write it as “Mon-Fri 08:00-17:00”.",
    "not_a_country": "{field}: not a country code.",
    "not_a_currency": "{field}: not a currency code.",
    "not_a_language": "{field}: not an available language.",
    "not_a_time_zone": "{field}: not a time zone.",
    "unknown_field": "{field}: there is no such field.",
    "already_there": "It exists already.",
    "not_found": "It does not exist or is out of scope.",
    "ends_before_start": "{field}: the end must be after the start.",
    "half_a_window": "The window needs a start and an end.",
    "account_ended": "The account is “{state}”: nobody is visited about it.",
    "draft_with_agent": "A draft has no agent: the visit is to be assigned.",
    "reference_without_reason": "A reference is kept only with a reason.",
    "password_too_short": "The password is too short: at least {limit}.",
    # lives and permissions
    "unlawful_move": "“{before}” cannot become “{after}”.",
    "too_late_to_reassign": "The visit is “{before}”: it can no longer be reassigned.",
    "too_late_to_edit": "The visit is “{before}”: it can no longer be changed.",
    "field_not_writable": "{field}: this change cannot be made this way.",
    "never_muted": "An alert “{kind}” cannot be muted.",
    "not_allowed": "The user is not permitted to do this.",
    # the law of visits
    "visit_outside_hours": "Not before {next_allowed_at}. {source}.",
    "visit_on_holiday": "It is a holiday: not before {next_allowed_at}. {source}.",
    "visit_too_soon": (
        "There was a contact already ({channel}, {contact_at}): not before {next_allowed_at}. "
        "{source}."
    ),
    "visit_month_full": (
        "The person was visited {visits} times this month already: not before {next_allowed_at}. "
        "{source}."
    ),
    "visit_door_full": (
        "This door was visited {visits} times that day already: not before {next_allowed_at}. "
        "{source}."
    ),
    "visit_to_found_address": (
        "The holder did not give this address to the creditor: nobody visits it until they confirm "
        "it. {source}."
    ),
    "visit_without_lawful_hours": "No hours are allowed in the next two months. {source}.",
    "visit_window_too_long": "The window fits no day's allowed hours. {source}.",
    "visit_banned": "Visits are not allowed for this product ({product}). {source}.",
    "visit_not_authorised": "No authorisation to visit for account {account}. {source}.",
    "visit_authorisation_over": (
        "The authorisation to visit for account {account} is not in force that day. {source}."
    ),
    "visit_authorised_elsewhere": (
        "The authorisation to visit for account {account} does not cover this kind of address. "
        "{source}."
    ),
    "visit_to_third_party": (
        "Only holders, co-debtors and guarantors are visited; references and third parties are "
        "not. {source}."
    ),
    "made_known.dispute": "Disputes the debt: said so in a visit.",
    "deceased": "They are known to have died: nobody visits or contacts them.",
    "edit_undone": "Undone: {reason}",
    "do_not_contact": "Contact is suspended: {reason}.",
    # a person's data
    "data_restricted": "The data of this person is restricted: it is only kept.",
    "do_not_contact_elsewhere": (
        "Contact is suspended in another portfolio of the same institution: it is the same person."
    ),
    "data_restricted_elsewhere": (
        "The data of this person is restricted in another portfolio of the same institution."
    ),
    "kept_for_court": "There is a legal hold ({ordered_by}, case {case_number}).",
    "kept_account_open": "The credit {account} is still open.",
    "kept_contacts": "Records of contact are kept until {until_at}.",
    "note.alike": "The same in {alike} more places.",
    "note.alike_rows": "Rows: {alike_rows}",
    "note.strictest_rules": (
        "The rules of {unknown_country} are not known: the strictest of all are applied."
    ),
    "note.unverified": "Rule not confirmed.",
    "lawful_window.title": "Lawful window",
    "lawful_window.open": "{country} until {until} ({left_s} left)",
    "lawful_window.closed": "{country} from {opens_at}",
    "lawful_window.none": "{country} no allowed hours",
    "legal_notice": "These rules are not legal advice.",
    # days
    "gap": "No data for {gap_s}",
    "gap.caused": "No data for {gap_s} ({cause})",
    "stop": "Stop of {stop_s}",
    "unknown_code": "Message without words ({code}).",
    "not_a_pdf": "The document is no PDF.",
}
