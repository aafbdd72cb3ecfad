"""Starts MiniStack, made to behave as AWS does where a creditor would notice, with a clock that tests turn.

Its ports and places come from the environment, which every function's process inherits:
GATEWAY_PORT (the emulator), CONTROL_PORT (clock, faults, what is under way), AWS_ENDPOINT_URL_SFN (Step Functions).
"""

import asyncio.base_events
import os
import signal
import socket
import sys
import threading

os.environ.update(
    BIND_HOST="127.0.0.1",
    IOT_MTLS_ENABLED="0",
    SFTP_ENABLED="0",
    # A second try after a minute is a second try after a moment here.
    LAMBDA_ASYNC_RETRY_BASE_SECONDS="0.2",
    # Processes of functions that idle are ended, all but the last of each.
    LAMBDA_WARM_TTL_SECONDS="30",
)


def set_nodelay(connection: socket.socket) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def end_with_parent() -> None:
    """Ends this process and its functions when whoever started it is gone, however it went."""
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with_parent, daemon=True).start()

# asyncio leaves accepted connections alone, and each answer on a kept connection would wait 40 ms for more to send.
asyncio.base_events._set_nodelay = set_nodelay

from ministack import app  # noqa: E402

from emulator import (  # noqa: E402
    clock,
    control,
    faults,
    functions,
    mail,
    objects,
    passive,
    schedules,
    state_machines,
    streams,
    templates,
)

PARTS = (
    *(clock, functions, streams, schedules, state_machines, mail, objects, templates, passive, faults),
    # Last: who is answered by it may rely on all the others.
    control,
)
for part in PARTS:
    part.install()

app.main()
