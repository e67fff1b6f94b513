"""What can go wrong between here and the server, one class a cause that a person can act on."""

from kobra_desktop.errors import KobraError
from kobra_domain.errors import Param


class ApiError(KobraError):
    """The request came to nothing."""


class Offline(ApiError):
    """No connection: no network, no such host, refused, or cut."""

    default_code = "offline"


class Stalled(Offline):
    """Connected, but nothing came for too long."""

    default_code = "server_stalled"


class CutAnswer(Offline):
    """The answer ended in its middle."""

    default_code = "answer_cut"


class Stopped(ApiError):
    """Whoever asked wants it no longer."""

    default_code = "stopped"


class NotTrusted(ApiError):
    """The server's certificate is not right; there is no way around it."""

    default_code = "server_not_trusted"


class NotOurServer(ApiError):
    """Something else answered: a sign-in page of the network, a redirect, another site."""

    default_code = "not_our_server"


class ProxyFailed(ApiError):
    """The machine's proxy `proxy` (host and port) did not let it through; code proxy_login: it asks
    who one is.
    """

    default_code = "proxy_failed"


class PlainHttp(ApiError):
    """Without encryption only this very machine may be spoken to."""

    default_code = "plain_http"


class NewerServer(ApiError):
    """The server no longer speaks the wire of this version; nothing was done."""

    default_code = "newer_server"


class OlderServer(ApiError):
    """The server does not yet speak a wire that this version understands; nothing was done."""

    default_code = "older_server"


class Refusal(ApiError):
    """The server understood and said no; `status` is the HTTP status, `code` the server's own."""

    def __init__(self, code: str = "", *, status: int = 0, **params: Param) -> None:
        super().__init__(code, **params)
        self.status = status


class SignInNeeded(Refusal):
    """Nobody is signed in, or the session has ended."""

    needs_person = True
    default_code = "sign_in_needed"


class AccountDisabled(SignInNeeded):
    """An administrator has taken the account away: signing in again does not help."""

    default_code = "account_disabled"


class Forbidden(Refusal):
    """The role or scope does not permit it."""

    default_code = "not_allowed"


class NotFound(Refusal):
    """There is no such thing on the server, or not in scope."""

    default_code = "not_found"


class Clash(Refusal):
    """Somebody was there first."""

    default_code = "conflict"


class ResyncRequired(Refusal):
    """The cursor is unknown or too old: everything is to be pulled again."""

    default_code = "resync_required"


class TooLarge(Refusal):
    """More than the server takes at once."""

    default_code = "too_large"


class NotValid(Refusal):
    """The server found a value wrong; `params["field"]` may say which."""

    default_code = "not_valid"


class Busy(Refusal):
    """Too much at once; try again after `retry_after_s`."""

    default_code = "server_busy"

    def __init__(
        self, code: str = "", *, status: int = 0, retry_after_s: float = 0.0, **params: Param
    ) -> None:
        super().__init__(code, status=status, **params)
        self.retry_after_s = retry_after_s


class ServerFault(Refusal):
    """The server failed at it."""

    default_code = "server_fault"


BY_STATUS: dict[int, type[Refusal]] = {
    400: NotValid,
    401: SignInNeeded,
    403: Forbidden,
    404: NotFound,
    409: Clash,
    410: ResyncRequired,
    413: TooLarge,
    422: NotValid,
}
TOO_OLD = "client_too_old"  # the server's word for a NewerServer
BY_CODE: dict[str, type[Refusal]] = {AccountDisabled.default_code: AccountDisabled}
