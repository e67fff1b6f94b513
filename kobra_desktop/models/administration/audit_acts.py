"""How the acts are called that the audit writes down."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
Words = Mapping[str, str]


def known_acts() -> Words:
    """By the act's name."""
    parts = (_of_files(), _of_mail(), _of_people(), _of_office(), _of_field())
    return {act: words for part in parts for act, words in part.items()}


def _of_files() -> Words:
    """What comes and leaves as a file."""
    return {
        "export.file": translate("Administration", "Exported a list"),
        "export.print": translate("Administration", "Printed a list"),
        "export.copy": translate("Administration", "Copied a list"),
        "dossier.make": translate("Administration", "Made a dossier"),
        "import.receive": translate("Administration", "Brought a portfolio's file"),
        "import.commit": translate("Administration", "Took a portfolio's file in"),
        "import.undo": translate("Administration", "Took a portfolio's file back"),
        "import.discard": translate("Administration", "Discarded a portfolio's file"),
        "import.nightly": translate("Administration", "Set which file comes each night"),
        "import.upload_key": translate("Administration", "Made a key to an upload address"),
        "import.upload_key_end": translate("Administration", "Closed an upload address"),
        "import.refused": translate("Administration", "Downloaded refused rows of a file"),
        "outgoing.terms": translate("Administration", "Changed how an outgoing file is made"),
        "outgoing.end": translate("Administration", "Ended an outgoing file"),
        "outgoing.make": translate("Administration", "Made an outgoing file"),
        "outgoing.download": translate("Administration", "Downloaded an outgoing file"),
        "outgoing.again": translate("Administration", "Sent an outgoing file again"),
        "month.close": translate("Administration", "Closed a month"),
        "bank_payment.match": translate("Administration", "Gave a payment to an account"),
        "tiles.put": translate("Administration", "Put another city map"),
        "places.load": translate("Administration", "Loaded streets or doors"),
    }


def _of_mail() -> Words:
    """What is sent and shared."""
    return {
        "follow.save": translate("Administration", "Set who follows what by mail"),
        "follow.remove": translate("Administration", "Removed who followed by mail"),
        "follow.unsubscribe": translate("Administration", "Stopped receiving mails by their link"),
        "page.code": translate("Administration", "Asked for the code of a mailed result"),
        "page.close": translate("Administration", "Closed a mailed result: too many wrong codes"),
        "page.open": translate("Administration", "Opened a mailed result with its code"),
        "report_link.create": translate("Administration", "Shared a report by a link"),
        "report_link.open": translate("Administration", "Opened a report's link"),
        "report_link.revoke": translate("Administration", "Revoked a report's link"),
        "report_schedule.save": translate("Administration", "Set a report that is sent by mail"),
        "report_schedule.remove": translate(
            "Administration", "Ended a report that was sent by mail"
        ),
        "report_schedule.leave": translate(
            "Administration", "Stopped getting a report by its mail's link"
        ),
        "report_schedule.send": translate(
            "Administration", "Sent a report by mail on its schedule"
        ),
        "webhook.add": translate("Administration", "Added a webhook"),
        "webhook.edit": translate("Administration", "Changed a webhook"),
        "webhook.remove": translate("Administration", "Removed a webhook"),
        "webhook.secret": translate("Administration", "Replaced a webhook's secret"),
        "webhook.replay": translate("Administration", "Sent again to a webhook"),
        "webhook.test": translate("Administration", "Sent an example to a webhook"),
        "webhook.view": translate("Administration", "Looked at what a webhook was sent"),
        "deliveries.pause": translate("Administration", "Paused all sending"),
        "deliveries.resume": translate("Administration", "Resumed sending"),
        "delivery.resend": translate("Administration", "Had something sent once more"),
        "delivery.cancel": translate("Administration", "Took back what waited to be sent"),
        "delivery.view": translate("Administration", "Looked at a mail that was sent"),
    }


def _of_people() -> Words:
    """What is known of people, and what becomes of it."""
    return {
        "party.erase": translate("Administration", "Erased a person's data"),
        "party.restrict": translate("Administration", "Restricted a person's data"),
        "party.keep": translate("Administration", "Changed what is known of a person"),
        "party.hours": translate("Administration", "Changed the other hours of a person"),
        "party.deceased": translate("Administration", "Wrote down whether a person has died"),
        "party.restriction": translate("Administration", "Changed a restriction of data"),
        "party.do_not_contact": translate(
            "Administration", "Wrote down whether a person may be contacted"
        ),
        "address.place": translate("Administration", "Put an address on the map"),
        "address.split": translate("Administration", "Split an address in two"),
        "address.correct": translate("Administration", "Corrected a person's address"),
        "account.segment": translate("Administration", "Put an account into a segment"),
        "consent.give": translate("Administration", "Recorded a consent"),
        "consent.withdraw": translate("Administration", "Recorded that a consent was withdrawn"),
    }


def _of_office() -> Words:
    """Users, agents, their phones, the server."""
    return {
        "user.invite": translate("Administration", "Invited a user"),
        "user.reset_code": translate("Administration", "Made a new access code"),
        "user.edit": translate("Administration", "Changed a user"),
        "agent.enrol": translate("Administration", "Enrolled a phone"),
        "agent.enrolment_end": translate("Administration", "Revoked a phone"),
        "agent.phone_lost": translate("Administration", "Reported a phone lost"),
        "agent.leave": translate("Administration", "Recorded that an agent has left"),
        "agent.held_people": translate("Administration", "Looked at whose data a phone held"),
        "agent.absence": translate("Administration", "Marked an absence"),
        "aside.take": translate("Administration", "Took in what had been set aside"),
        "aside.discard": translate("Administration", "Discarded what had been set aside"),
        "backup.restore": translate("Administration", "Put a backup of the server back"),
        "setting.set": translate("Administration", "Changed a setting"),
        "setting.unset": translate("Administration", "Took a setting back"),
    }


def _of_field() -> Words:
    """Visits and what came of them."""
    return {
        "trail.view": translate("Administration", "Looked at a trail"),
        "visit.assign": translate("Administration", "Assigned a visit"),
        "visit.cancel": translate("Administration", "Cancelled a visit"),
        "visit.reopen": translate("Administration", "Reopened a visit"),
        "visit.order": translate("Administration", "Ordered a visit in its day"),
        "alert.attend": translate("Administration", "Attended an alert"),
        "alert.mute": translate("Administration", "Muted an alert"),
        "review.approve": translate("Administration", "Approved a result"),
        "review.observe": translate("Administration", "Approved a result with issues"),
        "review.reject": translate("Administration", "Rejected a result"),
        "review.edit": translate("Administration", "Corrected a result"),
        "review.comment": translate("Administration", "Commented on a result"),
        "submission.view": translate("Administration", "Looked at a form or a file"),
        "submission.review": translate("Administration", "Reviewed a result"),
        "proposal.decide": translate("Administration", "Decided on a proposal of the field"),
        "questionnaire.publish": translate("Administration", "Published a questionnaire"),
        "questionnaire.retire": translate("Administration", "Retired a questionnaire"),
        "questionnaire.restore": translate("Administration", "Took a questionnaire back into use"),
    }


def verbs() -> Words:
    """What is said of any other act by its verb, of the kind that it was done to."""
    return {
        "create": translate("Administration", "Created: {kind}"),
        "edit": translate("Administration", "Changed: {kind}"),
    }
