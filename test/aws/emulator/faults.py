"""What goes wrong on purpose: each fault is armed for a number of times and then over."""

import threading

from ministack.core.responses import error_response_json
from ministack.services import dynamodb

_lock = threading.Lock()
_armed: dict = {}


def install() -> None:
    handle = dynamodb.handle_request

    async def handle_request(method, path, headers, body, query):
        action = headers.get("x-amz-target", "").split(".")[-1]
        if take("throttled", action):
            return error_response_json(
                "ProvisionedThroughputExceededException", "The level of configured throughput was exceeded.", 400
            )
        return await handle(method, path, headers, body, query)

    dynamodb.handle_request = handle_request


def arm(fault: str, of: str, times: int) -> None:
    with _lock:
        _armed[(fault, of)] = times


def left() -> int:
    """How many are still armed."""
    with _lock:
        return sum(_armed.values())


def take(fault: str, of: str) -> bool:
    """True as many times as the fault was armed for this one, or for any ('')."""
    with _lock:
        for key in ((fault, of), (fault, "")):
            if _armed.get(key, 0) > 0:
                _armed[key] -= 1
                return True
    return False
