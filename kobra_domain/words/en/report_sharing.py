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
    "report_mail.owner_gone": (
        "Whoever set it may share reports no more: somebody else has to set it."
    ),
    "report_mail.nobody": "None of its readers is active.",
    "report_mail.not_made": "The report could not be made.",
    "report_mail.refused": "The mail did not reach {detail}.",
    "report_mail.too_large": (
        "The mail server does not take so large a document, and it did not reach {detail}: "
        "send the link alone, or fewer days."
    ),
    "report_mail.reader_gone": "This person is not active in Kobra any more.",
    "alert_kind.report_failed": "Report by mail not arriving",
    "alert.report_failed": "The scheduled report does not arrive: {detail}",
    "alert.report_failed.owner_gone": (
        "Report not sent, whoever set it may share it no more: {figure}"
    ),
    "alert.report_failed.nobody": "Report not sent, none of its readers is active: {figure}",
    "alert.report_failed.not_made": (
        "Report not sent, it could not be made twice in a row: {figure}"
    ),
    "alert.report_failed.refused": (
        "Report refused twice in a row by a reader's mail server: {figure}"
    ),
    "unsent.report_owner_gone": "Whoever set the report may share it no more.",
    "letter.report_open": "Open the report",
    "letter.report_page": (
        "The page shows numbers of many people together, without signing in, for some days."
    ),
    "letter.report_attached": "The whole report is attached as PDF.",
    "letter.report_foot": "Set by {name} ({email}).",
    "letter.report_stop": "Get this report no more",
    "letter.report_stop_ask": "Stop getting this report?",
    "letter.report_stop_said": (
        "“{title}” will come to this address no more. The others still get it."
    ),
    "letter.report_stop_done": "“{title}” comes to this address no more.",
    "rhythm.day": "Each day at {hour}",
    "rhythm.week": "Each {weekday} at {hour}",
    "rhythm.month": "Each month, on day {number}, at {hour}",
    "rhythm.month.last": "Each month, on its last day, at {hour}",
    "field.days": "Days that it opens",
    "field.every": "How often",
    "field.month_day": "Day of the month",
    "field.form": "How it arrives",
    "report_mail.gone": "A report that is there no more",
}
