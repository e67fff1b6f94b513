"""What the report of compliance says, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.compliance": "Compliance",
    "report.compliance.passed_over": "The filter of {what} changes nothing here.",
    "report.compliance.verified": "{share} of completed visits were verified at the address "
    "(between {low} and {high})",
    "report.compliance.verified.none": "Nobody completed visits in this period with these filters",
    "report.compliance.verdicts": Plural(
        "Of {count} visit done, completed or not, {there} was at the address",
        "Of {count} visits done, completed or not, {there} were at the address",
    ),
    "report.compliance.verdicts.completed": "Completed",
    "report.compliance.verdicts.not_completed": "Ended without being completed",
    "report.compliance.verdicts.note": Plural(
        "{count} was completed: the verified share above is of that one.",
        "{count} were completed: the verified share above is of those.",
    ),
    "report.compliance.verdicts.none": "Nobody made visits in this period with these filters",
    "report.compliance.verdicts.metric": "Visits done by where they were",
    "report.compliance.low_location.one": "{share} of visits done have no location to trust",
    "report.compliance.low_location.chance": "{share} of visits done have no location to trust; "
    "agents differ no more than by chance",
    "report.compliance.low_location.spread": "{share} of visits done have no location to trust; "
    "agents differ from each other by more than chance, and none stands apart",
    "report.compliance.low_location.far": Plural(
        "{share} of visits done have no location to trust; {count} agent differs by more than "
        "chance",
        "{share} of visits done have no location to trust; {count} agents differ by more than "
        "chance",
    ),
    "report.compliance.low_location.none": "Without visits there are no locations to judge",
    "report.compliance.low_location.unseen": "{share} of the time of work has no position at all.",
    "report.compliance.low_location.doubted": "{share} of the positions received cannot be "
    "trusted.",
    "report.compliance.consents": Plural(
        "{agreed} of {count} agent consented to their location being kept",
        "{agreed} of {count} agents consented to their location being kept",
    ),
    "report.compliance.consents.none": "There are no active agents with these filters",
    "report.compliance.consents.metric": "Active agents by their consent, as of today",
    "report.compliance.consents.with": "With consent",
    "report.compliance.consents.without": "Without consent",
    "report.compliance.consents.lacking": "Without consent: {names}.",
    "report.compliance.consents.how": "Active agents whose consent was given and not withdrawn. "
    "Positions of whoever gave none are counted, not kept.",
    "report.compliance.signed": "{share} of accounts being collected have an authorisation to "
    "visit in force",
    "report.compliance.signed.none": "No portfolio with accounts being collected is under a law "
    "that asks for an authorisation to visit",
    "report.compliance.signed.metric": "Accounts by their authorisation to visit, as of today",
    "report.compliance.signed.with": "Dated, without the paper",
    "report.compliance.signed.without": "No authorisation in force",
    "report.compliance.signed.note": "Of each authorisation its name and date are kept; the "
    "signed document is not here.",
    "report.compliance.signed.not_asked": Plural(
        "In {count} other portfolio the law asks for none.",
        "In {count} other portfolios the law asks for none.",
    ),
    "report.compliance.signed.how": "Active accounts with an authorisation that was signed, has "
    "not expired and was not revoked, of portfolios where the law lets visits be made with one "
    "only.",
    "report.compliance.agreed": Plural(
        "{count} person asked for other hours, and the request stands",
        "{count} people asked for other hours, and the request stands",
    ),
    "report.compliance.agreed.lapsed": Plural(
        "{count} person asked for other hours, and the request stands no longer",
        "{count} people asked for other hours, and the request stands no longer",
    ),
    "report.compliance.agreed.none": "Nobody asked for other hours",
    "report.compliance.agreed.metric": "People with other hours, as of today",
    "report.compliance.agreed.with": "Standing",
    "report.compliance.agreed.without": "Expired, taken back or undated: does not count",
    "report.compliance.agreed.how": "Holders and co-debtors who asked for hours other than the "
    "general ones, after the contract was signed; undated or expired it does not count.",
    "report.compliance.complaints": Plural(
        "{count} complaint was received", "{count} complaints were received"
    ),
    "report.compliance.complaints.late": Plural(
        "{count} waits for an answer past its term.",
        "{count} wait for an answer past their term.",
    ),
    "report.compliance.complaints.none": "No complaints were received in this period",
    "report.compliance.complaints.metric": "Complaints received in the period, as of today",
    "report.compliance.complaints.settled": "Answered or passed on",
    "report.compliance.complaints.waiting": "Waiting, within the term",
    "report.compliance.complaints.overdue": "Waiting, past the term",
    "report.compliance.complaints.how": "Petitions recorded as complaints, by the day they were "
    "received by the portfolio's clock.",
    "report.compliance.outside.all": Plural(
        "{count} visit outside general hours, as the person asked",
        "{count} visits outside general hours, all as the person asked",
    ),
    "report.compliance.outside.some": Plural(
        "{count} visit outside general hours, {lacking} that the person had not asked for",
        "{count} visits outside general hours, {lacking} that the person had not asked for",
    ),
    "report.compliance.outside.none_agreed": Plural(
        "{count} visit outside general hours, that the person had not asked for",
        "{count} visits outside general hours, none as the person asked",
    ),
    "report.compliance.outside.none": "No visit outside general hours in this period",
    "report.compliance.outside.metric": "Visits done outside general hours",
    "report.compliance.outside.with": "As the person asked",
    "report.compliance.outside.without": "Not asked for",
    "report.compliance.outside.how": "By the hour of arrival (without it, of the end) at the "
    "address, against the hours of each portfolio's law and what the person asked for. "
    "Holidays are not looked at.",
    "report.compliance.looks": Plural(
        "Trails were looked at {count} time", "Trails were looked at {count} times"
    ),
    "report.compliance.looks.none": "Nobody looked at trails in this period",
    "report.compliance.looks.offline": "Who looked at trails is kept by the server: a connection "
    "is needed.",
    "report.compliance.looks.metric": "Looks at trails by person",
    "report.compliance.looks.who": "Who",
    "report.compliance.looks.times": "Times",
    "report.compliance.looks.agents": "Agents",
    "report.compliance.looks.last": "The last",
    "report.compliance.looks.other": "Other people",
    "report.compliance.looks.how": "From the audit: each time that somebody opened the trail of "
    "an agent whom you see.",
}
