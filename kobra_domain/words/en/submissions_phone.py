"""What a phone is told of what it sent, and a supervisor of what was wrong with it; English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # to the phone
    "phone.taken": "Form received.",
    "phone.held": "Answer received. This connection has ended: the office will look at it.",
    "phone.held_after": "Answer received, but it was ended when this connection was no longer "
    "valid. It is kept; tell the office.",
    "phone.part_taken": "Part received: more files are to come.",
    "phone.unknown_form": "The server does not know this form or this version. What you sent is "
    "kept; tell your administrator.",
    "phone.two_forms": "What you sent holds two different answers, and nobody knows whose files "
    "came with it. All of it was set aside; tell your administrator.",
    "phone.no_form_id": "What you sent does not say which form it is. It is kept; tell your "
    "administrator.",
    "phone.hostile_xml": "What you sent has contents that are not accepted (DOCTYPE or entities). "
    "It is kept but cannot be read.",
    "phone.unreadable_xml": "What you sent cannot be read: it is damaged or cut off. It is kept; "
    "tell your administrator.",
    "phone.xml_too_big": "What you sent is too large to be read. What came is kept; tell your "
    "administrator.",
    "phone.no_xml": "What you sent has no form, only files. They are kept; send it again.",
    "phone.conflict": "There is another form with the same identifier and other contents. This "
    "one is kept aside; tell your administrator.",
    "phone.broken": "What you sent came cut off. What came is kept; send it again.",
    "phone.no_form": "What you sent has no form, and nothing was kept.",
    "phone.nothing_whole": "What you sent came cut off and nothing could be kept; send it again.",
    "phone.post_too_big": "What you sent is too large. What came whole is kept; tell your "
    "administrator.",
    "phone.not_stored": "The server could not keep what you sent. Send it again later.",
    "phone.file_too_big": "The file {name} is too large ({size} MB). The form and the other files "
    "are kept.",
    "phone.too_many_files": "There are too many files in one go. The first ones are kept.",
    # to the supervisor
    "submission_problem.unknown_visit": "The visit it names does not exist.",
    "submission_problem.not_own_visit": "The visit it names is not this agent's.",
    "submission_problem.visit_refused": "It could not be applied to the visit.",
    "submission_problem.visit_over": "The visit was over already.",
    "submission_problem.visited_after_paid": "Visited after it was paid.",
    "submission_problem.contact_rule": "The contact rules did not permit the visit at that hour.",
    "submission_problem.clock_ahead": "The phone's clock was ahead: the time of arrival counts.",
    "submission_problem.clock_behind": "The phone's clock was far behind: the time of arrival "
    "counts.",
    "submission_problem.several_visits": "It names more than one visit: the first one counts.",
    "submission_problem.several_answers": "The outcome, a date or the account is answered more "
    "than once: what was said first counts.",
    "submission_problem.outcome_and_reason": "It says that the holder was spoken to and also why "
    "the visit was not done: that has to be cleared up.",
    "submission_problem.several_amounts": "It holds more than one amount promised or paid: the "
    "first one was taken.",
    "submission_problem.other_visit_corrected": "It corrects a form of another visit: that one "
    "stays ended and has to be looked at.",
    "submission_problem.not_at_address": "The visit was not completed: it was not confirmed to be "
    "at the address.",
    "submission_problem.reason_needed": "The visit was not completed: the reason for making it "
    "away from the address is missing.",
    "submission_problem.photo_needed": "The visit was not completed: the photo for making it away "
    "from the address is missing.",
    "submission_problem.photo_and_pin_needed": "Misplaced address, but the photo or the proposed "
    "place is missing.",
    "submission_problem.no_outcome": "It does not say what came of the visit.",
    "submission_problem.unknown_outcome": "The outcome it gives is not one that is known.",
    "submission_problem.unknown_reason": "The reason why it was not done is not one that is known.",
    "submission_problem.unreadable_amount": "An amount cannot be read as a number.",
    "submission_problem.unreadable_date": "A date cannot be read.",
    "submission_problem.unreadable_consent": "A consent is neither a yes nor a no.",
    "submission_problem.consent_unsigned": (
        "A consent has no signature of the person and does not count."
    ),
    "submission_problem.unreadable_place": "A place cannot be read.",
    "submission_problem.half_a_promise": "The promise lacks its amount or its date.",
    "submission_problem.other_account": "The account it names is none of this visit: the amount "
    "was put to the first one.",
    "submission_problem.decided_promise": "It corrects a promise that had been decided on "
    "already: the promise stays as it was.",
    "submission_problem.unknown_original": "It corrects a form that is not this agent's or has "
    "not come.",
    "submission_problem.encrypted": "It is encrypted and cannot be read.",
    "submission_problem.answer_too_long": "An answer is too long: it is cut here, what was sent "
    "is kept whole.",
    "submission_problem.too_many_answers": "There are more answers than are shown; what was sent "
    "is kept whole.",
    "submission_problem.no_instance_id": "Its questionnaire gave it no identifier (instanceID): it "
    "got one of ours.",
    "submission_problem.instance_id_taken": "Its questionnaire gave it an identifier (instanceID) "
    "that another answer had: it got one of ours.",
    "attachment_problem.empty_file": "The file is empty.",
    "attachment_problem.unknown_type": "The contents are not of a type that is accepted.",
    "attachment_problem.too_many_pixels": "The image has too many pixels to be opened.",
    "attachment_problem.damaged_image": "The image is damaged.",
    "attachment_problem.file_too_big": "The file was too large and was not kept.",
    "attachment_problem.same_name": "Different files came under this one name: nobody knows which "
    "is of which question.",
    "attachment_problem.joined_by_guess": "It came under another name, and was joined as the only "
    "file that was missing.",
    # deciding what the field proposes
    "already_decided": "This proposal was decided already.",
    "not_decided": "The proposal has to be accepted or declined.",
    "nothing_to_accept": "The proposal has nothing that can be accepted; it can be declined.",
}
