"""What goes wrong between desktop, server and disk, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # signing in
    "sign_in_failed": "The e-mail or the password is wrong.",
    "wrong_password": "The e-mail or the password is wrong.",
    "wrong_code": "The code is wrong or no longer valid.",
    "not_signed_in": "Please sign in.",
    "sign_in_needed": "Please sign in.",
    "session_over": "The session has ended: please sign in again.",
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
    "range_not_satisfiable": "The part of the file that was asked for does not exist.",
    "busy": "The server is busy; it will be tried again in a moment.",
    "server_busy": "The server is busy; it will be tried again in a moment.",
    "unavailable": "The server is not available just now.",
    "server_error": "The server failed; its log has the details.",
    "server_fault": "The server failed; its log has the details.",
    "failed": "It could not be completed.",
    # operations
    "conflict": "Somebody else changed the same value.",
    "rejected": "The server did not accept the change.",
    "op_id_reused": "The change was sent before with other data.",
    "parked": "The change waits for an earlier one to be resolved.",
    "resync_required": "The local data is about to be downloaded again.",
    # connection
    "offline": "No connection: working with what is saved.",
    "server_stalled": "The server does not answer.",
    "answer_cut": "The server's answer arrived incomplete.",
    "server_not_trusted": "The server's certificate is not trusted.",
    "not_our_server": "That address does not answer like a Kobra server.",
    "plain_http": "Without encryption only a server on this very machine is allowed: use https.",
    "newer_server": "The server is newer: please update Kobra Desktop.",
    "server_newer": "The server is newer: please update Kobra Desktop.",
    # this machine
    "corrupt_replica": "The local data is damaged or its key has changed.",
    "disk_full": "The disk is full; nothing was saved by halves.",
    "replica_read_only": "The profile folder does not allow writing.",
    "newer_replica": "The local data was written by a newer version of Kobra Desktop.",
    "replica_locked": "Another program is using the local data.",
    "basemap_unreadable": "The file is not a map that can be shown.",
    "basemap_version": "The map is of a version that cannot be shown.",
}
