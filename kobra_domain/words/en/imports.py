"""Files taken into a portfolio and taken back, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "fate.new": "New",
    "fate.changed": "Changed",
    "fate.same": "Unchanged",
    "fate.refused": "Refused",
    "fate.absent": "Absent from the file",
    "kept_out.settled": "A person settled it here; the file does not change it.",
    "kept_out.restricted": "This person's data is only kept: the file does not change it.",
    "kept_out.placed": "A person accepted where the door is; the file does not move it.",
    "kept_out.revoked": "The authorisation was revoked, and stays so.",
    "row_code.unknown_account": "Credit “{value}” is not in the portfolio.",
    "row_code.unknown_person": "Nobody in the portfolio has “{value}”.",
    "warning_code.unknown_agent": "Agents that do not exist; the credit stays with the one it had",
    "warning_code.other_product": "Other product types than the portfolio's, which the law goes by",
    "warning_code.balance_fell_unpaid": "Balances that fell without a payment that explains it",
    "warning_code.balance_not_lowered": "Balances that did not fall although a payment came",
    "changed_since": "The portfolio has changed since the file was read: look again.",
    "import_state": "The file is “{state}”, and this can no longer be done.",
    "import_stage_lost": "What was read of the file is gone. Read it or upload it again.",
    "import_in_use": "It is in use since then, and stays.",
    "import_interrupted": "The reading was interrupted. Read the file again.",
    "import_no_room": "There is no room on the server to read the file.",
    "cancel_reason.import_undone": "The file that brought it was taken back",
    "import_held_shape": "The file has other columns than the one before.",
    "import_held_cut_off": "The cut-off ({day}) is not later than the last one ({last}).",
    "import_held_absent": "{share} % of the credits are missing ({most} % are allowed).",
    "import_held_moved": "The balances together move by {share} % ({most} % are allowed).",
    "import_held_trailer": "The file says {said} records and has {rows}.",
    "import_held_sums": "The sum of “{target}” is not what the file says at its end.",
}
