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
    "report.page.made": "Made on {made}; this link opens until {until}.",
    "report.page.people": (
        "Numbers of many people together: what is of fewer than 5 is not shown, and agents "
        "stand by their codes."
    ),
    "report.page.renew": (
        "Do you have an account in Kobra? Copy the address of this page and paste it there "
        "with Ctrl+K: the report opens as of now, with what you may see."
    ),
    "report.page.table": "See the figures in a table",
    "report.page.expired": "This link has expired",
    "report.page.expired.said": (
        "Links open until the day that was set. Ask whoever shared it for another."
    ),
    "report.page.revoked": "This link was revoked",
    "report.page.revoked.said": "Whoever shared it closed it. Ask them for another if you need it.",
    "report.page.ended": "This link opens no more",
    "report.page.ended.said": (
        "Whoever shared it may no longer see what it shows. Ask whoever has that portfolio today."
    ),
    "report.page.unknown": "This address leads to nothing of Kobra",
    "report.page.unknown.said": "Check that it is whole, as you received it.",
    "report.page.too_many": "Too many requests from your network",
    "report.page.too_many.said": "Wait a few minutes and open it again.",
    "link_over": (
        "This link opens no more: it expired, was revoked, or whoever made it lost the scope."
    ),
}
