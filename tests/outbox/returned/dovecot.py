"""Dovecot in a process of its own, with one mailbox, where Debian's packages have it."""

import os
import shutil
import socket
import subprocess
import time
from itertools import count
from pathlib import Path

from tests.outbox.returned.server import PASSWORD

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PATIENCE_SECONDS = 20.0
NOBODY = 65534

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
{users}
first_valid_uid = 1
mail_location = maildir:{folder}/Maildir
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
"""


class Dovecot:
    """A running server; mails are put into its folder as a mail server does."""

    def __init__(self, folder: Path) -> None:
        is_root = os.geteuid() == 0
        self._uid = NOBODY if is_root else os.geteuid()
        self._gid = NOBODY if is_root else os.getegid()
        self._new = folder / "Maildir" / "new"
        self._names = count(1)
        for name in ("new", "cur", "tmp"):
            (folder / "Maildir" / name).mkdir(parents=True)
        self._give(folder, folder / "Maildir", *(folder / "Maildir").iterdir())
        self.port = _free_port()
        own = f"default_internal_user = {os.environ.get('USER', '')}\n"
        own += f"default_login_user = {os.environ.get('USER', '')}"
        text = CONFIGURATION.format(
            folder=folder,
            users="" if is_root else own,
            port=self.port,
            password=PASSWORD,
            uid=self._uid,
            gid=self._gid,
        )
        configuration = folder / "dovecot.conf"
        configuration.write_text(text)
        assert DOVECOT
        self._process = subprocess.Popen([DOVECOT, "-F", "-c", str(configuration)])
        self._wait()

    def put(self, content: bytes) -> None:
        """Let a mail arrive."""
        file = self._new / f"{int(time.time())}.{next(self._names):04d}.example"
        file.write_bytes(content)
        self._give(file)

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait(PATIENCE_SECONDS)

    def flagged(self) -> int:
        """How many mails are marked as read."""
        return sum("S" in file.name.partition(":2,")[2] for file in self._cur.iterdir())

    @property
    def _cur(self) -> Path:
        return self._new.parent / "cur"

    def _give(self, *paths: Path) -> None:
        for path in paths:
            os.chown(path, self._uid, self._gid)

    def _wait(self) -> None:
        ends = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < ends:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise TimeoutError("dovecot does not listen")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
