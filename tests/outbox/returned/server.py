"""A small IMAP server on a real socket: as much of RFC 3501 as is asked of one here."""

import re
import socketserver
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

USER, PASSWORD = "bounces@example.jp", "p@ss/w:rd"


@dataclass
class Folder:
    """A folder with its mails; the number of the first is 1."""

    generation: int = 1
    mails: dict[int, bytes] = field(default_factory=dict)
    flags: dict[int, set[str]] = field(default_factory=dict)
    takes_keywords: bool = True
    hangs_up_at: str = ""

    def put(self, content: bytes) -> int:
        """Let a mail arrive."""
        uid = max(self.mails, default=0) + 1
        self.mails[uid] = content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        self.flags[uid] = set()
        return uid


class _Talk(socketserver.StreamRequestHandler):
    server: "ImapServer"

    def handle(self) -> None:
        self._say("* OK ready")
        while line := self.rfile.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            words = rest.split()
            name = words[1].upper() if words[0].upper() == "UID" else words[0].upper()
            self.server.asked.append(rest)
            if name == self.server.folder.hangs_up_at:
                return
            answers: dict[str, Callable[[list[str], str], str]] = {
                "CAPABILITY": self._capability,
                "LOGIN": self._login,
                "SELECT": self._select,
                "SEARCH": self._search,
                "FETCH": self._fetch,
                "STORE": self._store,
                "LOGOUT": self._logout,
            }
            self._say(f"{tag} {answers[name](words, rest)} done")
            if name == "LOGOUT":
                return

    def _capability(self, _words: list[str], _rest: str) -> str:
        self._say("* CAPABILITY IMAP4rev1")
        return "OK"

    def _logout(self, _words: list[str], _rest: str) -> str:
        self._say("* BYE")
        return "OK"

    def _login(self, words: list[str], _rest: str) -> str:
        return "OK" if words[1:] == [USER, f'"{PASSWORD}"'] else "NO"

    def _select(self, _words: list[str], rest: str) -> str:
        folder = self.server.folder
        if '"INBOX"' not in rest:
            return "NO"
        self._say(f"* {len(folder.mails)} EXISTS")
        self._say(f"* OK [UIDVALIDITY {folder.generation}] generation")
        self._say(f"* OK [UIDNEXT {max(folder.mails, default=0) + 1}] next")
        return "OK [READ-WRITE]"

    def _search(self, words: list[str], _rest: str) -> str:
        uids = self.server.folder.mails
        first = int(words[3].partition(":")[0])
        # "5:*" is the last mail even where that has a smaller number.
        found = [uid for uid in uids if uid >= first] or list(uids)[-1:]
        self._say(f"* SEARCH {' '.join(map(str, found))}".rstrip())
        return "OK"

    def _fetch(self, words: list[str], rest: str) -> str:
        uid = int(words[2])
        found = re.search(r"<0\.(\d+)>", rest)
        assert found
        assert "BODY.PEEK[]" in rest
        content = self.server.folder.mails.get(uid)
        if content is not None:
            piece = content[: int(found.group(1))]
            self.wfile.write(f"* 1 FETCH (UID {uid} BODY[]<0> {{{len(piece)}}}\r\n".encode())
            self.wfile.write(piece + b")\r\n")
        return "OK"

    def _store(self, words: list[str], rest: str) -> str:
        flags = set(rest[rest.index("(") + 1 : rest.index(")")].split())
        if not self.server.folder.takes_keywords and flags - {"\\Seen"}:
            return "NO"
        self.server.folder.flags[int(words[2])] |= flags
        return "OK"

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class ImapServer(socketserver.ThreadingTCPServer):
    """A server with one folder, INBOX."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.folder = Folder()
        self.asked: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def stop(self) -> None:
        """Answer nobody any more."""
        self.shutdown()
        self.server_close()
