"""One program a profile: the second brings the first to the front and ends."""

import getpass

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kobra_desktop.paths import Paths, name_of

_WAIT_MS = 1_000


class SingleInstance(QObject):
    """`asked_to_front`: somebody started the program again."""

    asked_to_front = Signal()

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = f"kobra-{name_of(getpass.getuser(), str(paths.data))}"
        # The file decides; it names its process, so that one left by a crash is no matter.
        self._lock = QLockFile(str(paths.data / "running.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def begin(self) -> bool:
        """Whether this is the only one; if not, the other has been asked to come to the front."""
        if self._lock.tryLock(0):
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)
            return True
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            return True  # a folder that cannot be written will be told by whoever needs it
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        socket.waitForConnected(_WAIT_MS)
        socket.disconnectFromServer()
        return False

    @Slot()
    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            self.asked_to_front.emit()

    def end(self) -> None:
        """Let another begin."""
        self._server.close()
        self._lock.unlock()
