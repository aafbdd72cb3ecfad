"""What has been taken on and is not done: deliveries, forwarded starts. What MiniStack itself knows is not counted here."""

import contextlib
import contextvars
import logging
import threading
import traceback

logger = logging.getLogger("amicable")

_lock = threading.Lock()
_deliveries = 0
_begun = 0


def begun() -> int:
    """How many deliveries and function calls there have been: unchanged between two looks, nothing happened."""
    return _begun


def deliveries() -> int:
    return _deliveries


def note() -> None:
    global _begun
    with _lock:
        _begun += 1


@contextlib.contextmanager
def counted():
    global _deliveries, _begun
    with _lock:
        _deliveries += 1
        _begun += 1
    try:
        yield
    finally:
        with _lock:
            _deliveries -= 1


def deliver(work, *arguments) -> None:
    """Does work in a thread of its own, with the account and region of the caller, counted until it is done."""
    context = contextvars.copy_context()
    stack = contextlib.ExitStack()
    # Counted before the thread runs: in between, nobody must think that all is quiet.
    stack.enter_context(counted())

    def run() -> None:
        with stack:
            try:
                context.run(work, *arguments)
            except Exception:
                logger.error("A delivery failed:\n%s", traceback.format_exc())

    threading.Thread(target=run, daemon=True, name="amicable-delivery").start()
