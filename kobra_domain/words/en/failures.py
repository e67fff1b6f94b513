"""What server and sync refuse, in English; the desktop says its own troubles itself."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # signing in
    "sign_in_failed": "The e-mail or the password is wrong.",
    "wrong_password": "The e-mail or the password is wrong.",
    "wrong_code": "The code is wrong or no longer valid.",
    "not_signed_in": "Please sign in.",
    "session_over": "The session has ended: please sign in again.",
    "account_disabled": "This account is disabled: please talk to the administrator.",
    "token_expired": "The session has ended: please sign in again.",
    "rate_limited": "Too many attempts: please wait {retry_after_s}.",
    "too_many_attempts": "Too many attempts: please wait a few minutes.",
    "not_permitted": "The user is not permitted to do this.",
    # requests
    "invalid": "The data sent is not valid.",
    "not_valid": "{field}: the server did not accept this.",
    "not_valid.bare": "The server did not accept the data.",
    "malformed": "The request cannot be understood.",
    "method_not_allowed": "This address does not take that operation.",
    "already_taken": "{field}: already in use.",
    "already_taken.bare": "Already in use.",
    "too_big": "It is too large to be sent at once.",
    "not_tiles": "The file is not a map that can be used.",
    "not_drawn": "The image cannot be shown small: it is damaged or too large.",
    "range_not_satisfiable": "The part of the file that was asked for does not exist.",
    "busy": "The server is busy; it will be tried again in a moment.",
    "no_room": "The server is short of space and takes nothing from phones for now. Nothing is "
    "lost: it stays on the phone and can be sent later. Tell your administrator.",
    "over_budget": "This phone has sent all that the server takes of it in a day ({megabytes} MB). "
    "What was sent is kept; the rest stays on the phone and can be sent tomorrow. Tell your "
    "administrator.",
    "server_full": "The server has run out of room and could not keep this. What was there still "
    "is. Tell whoever administers it.",
    "unavailable": "The server is not available just now.",
    "server_error": "The server failed; its log has the details.",
    # operations
    "conflict": "Somebody else changed the same value.",
    "rejected": "The server did not accept the change.",
    "parked": "The change waits for an earlier one to be resolved.",
    "resync_required": "The local data is about to be downloaded again.",
    "wrong_old_password": "The current password is wrong.",
    "unknown_reference": "{field}: what it names does not exist or is out of scope.",
    "changed_meanwhile": "Somebody else has changed it meanwhile: look at it again.",
    "cannot_undo": "This can no longer be undone.",
    "agent_absent": "The agent is marked as absent.",
    "op_id_used": "The change was sent before with other data.",
    "portfolio_fixed": "{field}: the portfolio cannot be changed once created.",
    "last_admin": "At least one administrator must remain in use.",
    "window_on_another_day": "The window does not fall on the planned day.",
    "too_far_away": "{field}: the date is too far away.",
    "not_at_address": (
        "The visit cannot be completed like this: {verdict}, {distance_m} from the address."
    ),
    "reason_needed": "{field}: a reason is needed.",
    "malformed_operation": "The change cannot be understood.",
    "unknown_command": "The server does not know this change.",
    "outside_scope": "It is out of the user's scope.",
    # connection and files
    "bad_profile": "The name of the profile is not valid.",
    "no_profile_folder": (
        "The profile's folder cannot be written: {folder}. Look at its rights and at the room on "
        "the disk, or name another by KOBRA_DESKTOP_HOME."
    ),
    "is_root": (
        "Kobra does not open as the system's administrator (root): its map has no protection "
        "there. Open it from your own account."
    ),
    "not_answering": (
        "Kobra is open with this profile already and does not answer (process {process}). Wait a "
        "moment and open it again; if nothing changes, end that process or restart the machine. "
        "What was saved is still there."
    ),
    "keychain_failed": "This machine's key store did not answer.",
    "passphrase_needed": "The secrets of this profile ask for their passphrase.",
    "wrong_passphrase": "The passphrase is wrong.",
    "unexpected_answer": "The server answered something unexpected.",
    "client_too_old": (
        "The server is newer than this program and no longer understands it: please update it."
    ),
    "basemap_unreadable": "The file is not a map that can be shown.",
    "basemap_version": "The map is of a version that cannot be shown.",
    "manifest_not_ours": "What was received is not the news of a newer version.",
    "no_screen": (
        "There is no screen to show the window on. Log in to a desktop, or name one by DISPLAY or "
        "WAYLAND_DISPLAY."
    ),
    "library_missing": (
        "A library of the system is missing ({why}). Install it and try again; docs/desktop.md "
        "names them."
    ),
    "not_an_invitation": (
        "The link is no invitation of Kobra, or came incomplete. Ask whoever invited you for "
        "another."
    ),
    "not_to_open": (
        "Kobra opens invitations, and files of questionnaires (.xlsform, .xlsx, .xls, .zip) of "
        "this machine; this is neither, or is no longer there."
    ),
    "unsafe_invitation": (
        "The invitation is of a server without a safe connection (https): it is not used. Tell "
        "whoever invited you."
    ),
    "stopped": "It ended because somebody asked for it.",
}
