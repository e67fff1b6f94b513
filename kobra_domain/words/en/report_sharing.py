"""Reports on their way to others, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.link.hidden": Plural(
        "{count} figure is not shown: it is of fewer than 5 people, or would give another away",
        "{count} figures are not shown: they are of fewer than 5 people, or would give another "
        "away",
    ),
    "report.link.left_out.people": "This chart tells people apart: it is seen in Kobra, signed in.",
    "report.link.left_out.few": "This chart is of fewer than 5 people: it is seen in Kobra, "
    "signed in.",
    "report.link.left_out.unknown": "How many people each figure of this chart is of is not known: "
    "it is seen in Kobra, signed in.",
    "every.day": "Each day",
    "every.week": "Each week",
    "every.month": "Each month",
    "link_state.open": "Open",
    "link_state.expired": "Expired",
    "link_state.revoked": "Revoked",
    "link_state.ended": "Ended",
    "report_form.pdf": "PDF attached",
    "report_form.link": "Only the link",
    "schedule_state.new": "Not sent yet",
    "schedule_state.well": "Sent",
    "schedule_state.failing": "Failing",
}
