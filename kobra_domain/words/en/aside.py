"""What was set aside, and why, in English: the name of each reason, and a sentence with what can be
done. Nobody is accused.
"""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "aside_kind.positions": "Positions",
    "aside_kind.forms": "Form",
    "aside_kind.attachments": "File",
    "phone_end.phone_lost": "Lost phone",
    "phone_end.agent_left": "Agent left",
    "held_how.fetched": "List was fetched",
    "held_how.offered": "List was offered",
    "held_how.answered": "Answered from that phone",
    "visit_begun": "The visit has begun: it stays with its agent until it ends or expires.",
    "not_this_week": "{field}: it must be a moment of the last seven days, not to come.",
    "aside.other": "Another reason",
    "aside.other.why": "The server set it aside for a reason that this program does not know yet: "
    "update the program to read it.",
    "aside.no_owner_yet": "No answer of this agent waits for a file of that name, or several do. "
    "It stays here.",
    # positions that could not be taken
    "aside.positions.bad_coordinates": "Impossible coordinates",
    "aside.positions.bad_coordinates.why": "They came without a latitude or longitude that "
    "exists. It is usually the app or a setting: update Traccar Client and check that the phone "
    "allows the precise location.",
    "aside.positions.null_island": "No place (0, 0)",
    "aside.positions.null_island.why": "The phone sent 0, 0: it had no GPS signal yet. Opening "
    "the app under open sky is enough; if it goes on, check the location permission.",
    "aside.positions.future": "Clock ahead",
    "aside.positions.future.why": "The phone's clock is more than a day ahead of the server's. "
    "Remedy: switch on automatic date, time and zone on the phone.",
    "aside.positions.too_old": "Very old date",
    "aside.positions.too_old.why": "They carry a date from before 2015: the phone's clock or its "
    "GPS receiver lost the date. Remedy: automatic date and time, and restart the phone.",
    "aside.positions.unreadable": "Could not be read",
    "aside.positions.unreadable.why": "Something in the report makes no sense, or it names "
    "another device. Enrol the phone again; if the server was updated, take them again.",
    "aside.positions.other_device": "Of another identifier",
    "aside.positions.other_device.why": "The report carries another phone's identifier: scan the "
    "agent's code once more.",
    "aside.positions.not_valid": "Position not confirmed",
    "aside.positions.not_valid.why": "The phone itself marked the position as not valid: there "
    "was too little GPS signal. Nothing needs mending if it is now and then.",
    # positions that were counted and not kept
    "aside.positions.off_shift": "Off shift",
    "aside.positions.off_shift.why": "They came off shift and were not kept: they are only "
    "counted. If the hours are not the real ones, correct them under Teams and agents.",
    "aside.positions.no_consent": "No consent",
    "aside.positions.no_consent.why": "There is no standing consent of this agent, so they were "
    "not kept: they are only counted. If it was signed, record it under Teams and agents; what "
    "came before is not recovered.",
    "aside.positions.phone_lost": "From a lost phone",
    "aside.positions.phone_lost.why": "They came from a phone that was reported lost and were not "
    "kept: they are only counted. If it has turned up, enrol it again.",
    "aside.positions.agent_left": "From somebody who has left",
    "aside.positions.agent_left.why": "They came after the agent had left and were not kept: they "
    "are only counted. Remedy: remove Traccar Client from that phone.",
    # forms
    "aside.forms.conflict": "Same identifier, other content",
    "aside.forms.conflict.why": "There was another answer with the same identifier and other "
    "content. Both are kept; if it is another visit, the questionnaire must make the identifier "
    "by itself (instanceID). Then take it again.",
    "aside.forms.unknown_form": "Questionnaire not published",
    "aside.forms.unknown_form.why": "The server does not know this questionnaire or this version. "
    "Once it is published with the same identifier and version, it can be taken again.",
    "aside.forms.no_instance_id": "No identifier",
    "aside.forms.no_instance_id.why": "The answer has no identifier (instanceID): it gets lost "
    "when a questionnaire is edited elsewhere. Remedy: publish a version that has it and take it "
    "again.",
    "aside.forms.two_forms": "Two answers in one post",
    "aside.forms.two_forms.why": "Two answers came at once, and nobody knows whose the files are: "
    "both are here, each with all of them. Each can be taken.",
    "aside.forms.no_form_id": "Does not say which questionnaire",
    "aside.forms.no_form_id.why": "The questionnaire's identifier is missing. A copy can be saved "
    "and filled in again.",
    "aside.forms.hostile_xml": "Content that is not accepted",
    "aside.forms.hostile_xml.why": "It carries definitions (DOCTYPE or entities) that no phone "
    "writes. It is kept unread; check which program sent it.",
    "aside.forms.unreadable_xml": "Damaged or incomplete",
    "aside.forms.unreadable_xml.why": "The file arrived damaged. Remedy: have it sent once more "
    "from the phone; Collect still has it among its answers.",
    "aside.forms.xml_too_big": "Too large to be read",
    "aside.forms.xml_too_big.why": "It weighs more than can be read. It is kept whole; a copy can "
    "be saved.",
    "aside.forms.no_xml": "Came without the answer",
    "aside.forms.no_xml.why": "The answer did not come with it, or was too large to be received. "
    "Remedy: send it once more from the phone.",
    "aside.forms.lost": "Its data is missing on the server",
    "aside.forms.lost.why": "The files are not in the server's folder, as after an earlier copy "
    "was restored. Sent once more from the phone it completes itself.",
    "aside.forms.not_read": "The server could not read it",
    "aside.forms.not_read.why": "A mistake of the server prevented it; its data is whole. Take it "
    "again after the server was updated; if it stays, save a copy for whoever gives support.",
    "aside.forms.phone_lost": "From a lost phone, ended before",
    "aside.forms.phone_lost.why": "It was ended before the phone was reported lost and came "
    "later. It waits for somebody to confirm that it is the agent's, and take it.",
    "aside.forms.agent_left": "From somebody who has left, ended before",
    "aside.forms.agent_left.why": "It was ended before the agent left and came later. It waits "
    "for somebody to look at it and take it.",
    "aside.forms.after_phone_lost": "From a lost phone, ended after",
    "aside.forms.after_phone_lost.why": "By the phone's clock it was ended when the phone had "
    "been reported lost. It is kept, and not taken.",
    "aside.forms.after_agent_left": "From somebody who has left, ended after",
    "aside.forms.after_agent_left.why": "By the phone's clock it was ended after the agent had "
    "left. It is kept, and not taken.",
    # files
    "aside.attachments.no_form": "Came without a form",
    "aside.attachments.no_form.why": "It came alone, without the answer it belongs to. Once the "
    "answer is here that waits for a file of that name, taking it again joins them.",
    "aside.attachments.no_question": "No question names it",
    "aside.attachments.no_question.why": "It came with an answer in which no question names this "
    "file. It is seen with its visit, too; if another answer misses it, taking it again joins "
    "them.",
    "aside.attachments.file_too_big": "Too large, not kept",
    "aside.attachments.file_too_big.why": "It weighed more than the server receives and was not "
    "kept. Remedy: lower the size of photos in Collect and send it once more.",
}
