"""One program a profile: the second brings the first to the front, hands over what it was to open,
and ends.
"""

import getpass

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kobra_desktop.paths import Paths, name_of

_WAIT_MS = 1_000
MOST_BYTES = 8_192  # a path or a link; whatever is longer is neither


class SingleInstance(QObject):
    """`asked_to_front`: somebody started the program again; `handed` (str): to open this."""

    asked_to_front = Signal()
    handed = Signal(str)

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = f"kobra-{name_of(getpass.getuser(), str(paths.data))}"
        # The file decides; it names its process, so that one left by a crash is no matter.
        self._lock = QLockFile(str(paths.data / "running.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def begin(self, opened: str = "") -> bool:
        """Whether this is the only one; if not, the other has been asked to come to the front, and
        to open what this one was to.
        """
        if self._lock.tryLock(0):
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)
            return True
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            return True  # a folder that cannot be written will be told by whoever needs it
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_WAIT_MS) and opened:
            socket.write(opened.encode("utf-8", "surrogateescape")[: MOST_BYTES + 1])
            socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return False

    @Slot()
    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
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
