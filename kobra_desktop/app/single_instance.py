"""One program a profile: the second brings the first to the front, hands over what it was to open,
and ends.
"""

from enum import Enum

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kobra_desktop.paths import Paths, name_of

_WAIT_MS = 1_000
ANSWER_MS = 10_000  # the first may be drawing a page; what takes longer hangs
_HEARD = b"k"
MOST_BYTES = 8_192  # a path or a link; whatever is longer is neither


class Begun(Enum):
    """ALONE: this is the only one. HANDED: the other heard. UNANSWERED: there is another, which
    does not hear.
    """

    ALONE = "alone"
    HANDED = "handed"
    UNANSWERED = "unanswered"


class SingleInstance(QObject):
    """`asked_to_front`: somebody started the program again; `handed` (str): to open this."""

    asked_to_front = Signal()
    handed = Signal(str)

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The folder tells accounts apart: an account may have no name (a directory that is down).
        self._name = f"kobra-{name_of(str(paths.data))}"
        # The file decides; it names its process, so that one left by a crash is no matter.
        self._lock = QLockFile(str(paths.lock))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def begin(self, opened: str = "") -> Begun:
        """Begin, unless another has: then that one is asked to come to the front, and to open what
        this one was to.
        """
        if self._is_first():
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)
            return Begun.ALONE
        if self._is_heard(opened):
            return Begun.HANDED
        # One that was left on a machine of another name (the name changed, or the profile moved)
        # stays for ever; the system knows whether anybody holds it.
        if self._lock.removeStaleLockFile() and self._is_first():
            return self.begin(opened)
        return Begun.UNANSWERED

    @property
    def other(self) -> str:
        """The process of the other, as far as its file tells."""
        process, machine, _program = self._lock.getLockInfo()
        return f"{process}, {machine}"

    def _is_first(self) -> bool:
        if self._lock.isLocked() or self._lock.tryLock(0):
            return True
        # A folder that cannot be written will be told by whoever needs it.
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def _is_heard(self, opened: str) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        if opened:
            socket.write(opened.encode("utf-8", "surrogateescape")[: MOST_BYTES + 1])
            socket.waitForBytesWritten(_WAIT_MS)
        # The answer may have come while this one was still speaking.
        is_heard = socket.bytesAvailable() > 0 or socket.waitForReadyRead(ANSWER_MS)
        socket.disconnectFromServer()
        return is_heard

    @Slot()
    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.write(_HEARD)
            socket.readyRead.connect(self._on_more)
            socket.disconnected.connect(self._on_said)
            self.asked_to_front.emit()
            if socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
                self._take(socket)

    @Slot()
    def _on_more(self) -> None:
        """Whoever says too much is heard no further."""
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.bytesAvailable() > MOST_BYTES:
            socket.blockSignals(True)
            self._take(socket)
            socket.abort()

    @Slot()
    def _on_said(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        said = bytes(socket.read(MOST_BYTES + 1).data())
        socket.deleteLater()
        if said:
            # What is too long is cut, and then neither a link nor a file.
            self.handed.emit(said.decode("utf-8", "replace"))

    def end(self) -> None:
        """Let another begin."""
        self._server.close()
        self._lock.unlock()
