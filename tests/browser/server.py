"""Start the dashboard as `make run` does, on a free port, and stop it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running_app(variables: Mapping[str, str] | None = None) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address and process of an app that answers.

    Raises: RuntimeError with the output of the app when it does not say its address in time.
    """
    port = free_port()
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **(variables or {})}
    process = subprocess.Popen(
        [sys.executable, "serve.py", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        wait_for_address(process, ROOT / "build" / f"app-{port}.log")
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for_address(process: subprocess.Popen[str], log: Path) -> None:
    """Return when the app printed its address; a thread goes on writing its output to `log`, errors of pages too."""
    lines: Queue[str] = Queue()
    log.parent.mkdir(exist_ok=True)

    def read() -> None:
        with log.open("w", encoding="utf-8") as output:
            for line in process.stdout or ():
                lines.put(line)
                output.write(line)
                output.flush()

    Thread(target=read, daemon=True).start()
    seen: list[str] = []
    while not seen or "URL:" not in seen[-1]:
        try:
            seen.append(lines.get(timeout=START_SECONDS))
        except Empty as error:
            raise RuntimeError("the app did not start:\n" + "".join(seen)) from error
