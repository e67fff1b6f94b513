"""Letters, who follows what, and what holders receive, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "follow_mode.each": "Each result",
    "follow_mode.alerts": "Only alerts",
    "follow_mode.digest": "One digest a day",
    "holder_mail.receipt": "Receipt of a payment",
    "holder_mail.confirmation": "Confirmation of a promise",
    "client_is_no_user": "A user of Kobra is none of the institution's people: choose one.",
    "client_of_others": "The portfolios are of several institutions: people follow their own.",
    # why something for a holder does not leave
    "unsent.no_email": "The holder has no e-mail address.",
    "unsent.bad_email": "The holder's e-mail address cannot be used.",
    "unsent.not_authorised": (
        "The holder has not authorised e-mail (Ley 2300, art. 2, in Colombia; consent by channel)."
    ),
    "unsent.not_asked": (
        "In Colombia the confirmation leaves only if the holder asked for it at the door, and no "
        "answer says so (Ley 2300, art. 8)."
    ),
    "unsent.declined": "The person said at the door that they do not want it.",
    "unsent.deceased": "They are known to have died: nobody writes to them.",
    "unsent.data_restricted": "This person's data are restricted: they are only kept.",
    "unsent.do_not_contact": "Contact is suspended: only what the person asked for may leave.",
    "unsent.minor": "The document is a minor's: nobody writes to them.",
    "unsent.not_a_party": "A reference is not contacted.",
    "unsent.no_how_to_pay": "The portfolio does not say how to pay and whom to contact.",
    "unsent.party_gone": "The person is no longer in Kobra.",
    "unsent.due_gone": "The promise or payment is no longer in Kobra.",
    "unsent.due_changed": "The promise was changed afterwards: the new one is confirmed.",
    "unsent.follow_over": "Who followed it has stopped receiving it.",
    "unsent.out_of_scope": "Who followed it no longer sees it.",
    "unsent.nothing_left": "There is nothing left to tell.",
    # a result
    "letter.not_completed": "Not completed: {reason}",
    "letter.corrected": "This corrects what was told of this visit before.",
    "letter.agent": "Agent",
    "letter.needs_help": "Asks for help",
    "letter.phone": "Phone",
    "letter.at": "Local time",
    "letter.at_plain": "Time",
    "letter.portfolio": "Portfolio",
    "letter.holder": "Holder",
    "letter.address": "Address",
    "letter.accounts": "Accounts",
    "letter.account": "Account",
    "letter.promised": "Promise",
    "letter.paid": "Payment reported",
    "letter.amount_on": "{amount_minor} by {due_on}",
    "letter.amount_paid": "{amount_minor} on {paid_on}",
    "letter.due_on": "Date",
    "letter.place": "Position",
    "letter.map_alt": "Map of the arrival and the address",
    "letter.photo_alt": "Photo of the visit",
    "letter.see_visit": "See the visit in Kobra",
    "letter.see_alerts": "See the alerts in Kobra",
    "letter.see_today": "See the day in Kobra",
    "letter.see_result": "See the result",
    "letter.link_expires": (
        "The link is yours alone and expires on {expires_at}. Opening it asks for a code, which "
        "comes to this same address."
    ),
    "letter.promise_made": "Promise to pay",
    "letter.promise_broken": "Broken promise",
    "letter.payment_reported": "Payment reported",
    "letter.zone_entered": "Back in the zone",
    "letter.broken_said": "Its time is over and the bank reports no payment.",
    "letter.reported_said": "Whoever paid said so. It counts as collected once the bank says it.",
    "letter.made_said": "A promise was recorded.",
    "letter.follows": "You receive this mail because you follow {what} in Kobra.",
    "letter.follows_all": "what you see",
    "letter.stop": "Stop receiving it",
    # a digest
    "letter.digest_title": Plural("Digest: {count} result", "Digest: {count} results"),
    "letter.digest_hour": (
        "This hour brought more than {cap} mails, the cap that was chosen. The rest is here."
    ),
    "letter.digest_more": Plural("And {count} more, in Kobra.", "And {count} more, in Kobra."),
    # a holder
    "letter.receipt_subject": "Receipt of the payment you reported",
    "letter.receipt_title": "Receipt of your payment",
    "letter.receipt_hello": "Hello, {name}:",
    "letter.receipt_said": (
        "This records that on {reported_at} you told us of this payment. It acknowledges what was "
        "reported; it is confirmed once the bank records it."
    ),
    "letter.receipt_amount": "Amount",
    "letter.receipt_paid_on": "Date of payment",
    "letter.receipt_method": "Method",
    "letter.receipt_reference": "Reference",
    "letter.receipt_wrong": "If anything is wrong, please contact {contact}.",
    "letter.confirmation_subject": "Confirmation of your promise to pay",
    "letter.confirmation_title": "Confirmation of your promise to pay",
    "letter.confirmation_said": "On {made_at} you told us this:",
    "letter.confirmation_due_on": "Date",
    "letter.how_to_pay": "How to pay",
    "letter.contact": "Whom to contact",
    "letter.asked_for": "We write because you asked for it during the visit.",
    "letter.authorised": "We write because you authorised e-mail as a way to reach you.",
    "letter.creditor": "Institution",
    # pages
    "letter.stop_ask": "Stop receiving these mails?",
    "letter.stop_said": "{email} will no longer receive the results of {what}.",
    "letter.stop_done": "Done: {email} no longer receives the results of {what}.",
    "letter.stop_again": "To receive them again, switch them on in Kobra.",
    "letter.page_over_title": "This link no longer opens",
    "letter.page_over_said": (
        "Links expire after seven days. Whoever works the portfolio can tell you the result."
    ),
    "letter.code_title": "A code opens the result",
    "letter.code_said": "We sent a code of six digits to {email}. It is good for ten minutes.",
    "letter.code_ask": "To open it we will send a code of six digits to {email}.",
    "letter.code_send": "Send the code",
    "letter.code_again": "Send another code",
    "letter.code_field": "Code",
    "letter.code_open": "Open",
    "letter.code_wrong": "That is not the code, or it has expired.",
    "letter.code_too_many": "Too many attempts. Please wait a quarter of an hour.",
    "letter.code_unsent": "The mail could not leave. Please try again in a few minutes.",
    "letter.code_subject": "Code to see the result",
    "letter.code_text": (
        "The code is {code}. It is good for ten minutes and opens only the link that asked for it."
    ),
    "letter.code_ignore": "If you did not ask for it, you can ignore this message.",
    "letter.closed_title": "This link is closed",
    "letter.closed_why": "Too many wrong codes were typed.",
    "letter.closed_said": "Ask whoever sends you the results to send this mail once more: that "
    "opens it again.",
    "letter.go_title": "It opens in Kobra",
    "letter.go_said": (
        "Kobra Desktop asks for your usual session. With Kobra open: Ctrl+K, paste this address, "
        "Enter."
    ),
    "letter.go_unknown": "This address leads to nothing in Kobra.",
    "letter.summary_title": "Summary of the day",
    "letter.summary_said": "{name} shares the summary of the work in the field. Scope: {scope}.",
    "letter.summary_attached": "The details are in the attached PDF.",
    "letter.summary_foot": (
        "Sent from Kobra at the request of {name} ({email}). To stop receiving it, answer this "
        "mail."
    ),
    "letter.summary_file": "Summary {day}",
    # a call for help that nobody attends
    "letter.sos.subject": "SOS: an agent asks for help",
    "letter.sos.title": "{name} asks for help",
    "letter.sos.somebody": "An agent",
    "letter.sos.nobody": "Unattended for {waited_s}",
    "letter.sos.please": (
        "Call the agent and, if you can, send whoever is nearest. Then attend the alert in Kobra: "
        "until then the next person on the list is told."
    ),
    "letter.sos.where": "Where",
    "letter.sos.close_to": "Near {place}",
    "letter.sos.no_place": "Not known",
    "letter.sos.no_phone": "No number is kept",
    "letter.sos.map_alt": "Map of where the call for help came from and who is near",
    "letter.sos.near": "Who is nearest (times are estimates):",
    "letter.sos.nobody_near": "No colleague of the team has a recent position.",
    "letter.sos.minutes": (
        "{distance_m} away: some {driving_min} min by motorbike or car, {walking_min} min on foot"
    ),
    "letter.sos.before": "What has been done:",
    "letter.sos.told": "{who} was told",
    "letter.sos.seen": "{who} saw it",
    "letter.sos.called": "{who} called the agent",
    "letter.sos.why": "You receive this because you are on the SOS list of team {team}.",
    "letter.sos.why_no_team": "You receive this because you attend Kobra's alerts.",
    "unsent.attended": "It has been attended.",
    "payment_method.deposito": "Deposit",
    "payment_method.transferencia": "Transfer",
    "payment_method.corresponsal": "Agent bank or store",
    "payment_method.linea": "Online payment",
}
