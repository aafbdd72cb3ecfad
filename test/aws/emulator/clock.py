"""The clock that stands still until it is set, and those who go by it beside the schedules."""

import threading
import time
from datetime import datetime, timezone

from ministack.services import dynamodb, eventbridge

_now = time.time()


def install() -> None:
    eventbridge._now_ts = epoch
    dynamodb.time = ReaperTime()


def epoch() -> float:
    return _now


def set_to(moment: str) -> None:
    global _now
    _now = datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()
    end_items()


def now() -> str:
    return moment_of(_now)


def moment_of(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class ReaperTime:
    """`time` for DynamoDB: real, but never late enough for MiniStack's own thread that ends items.

    By the real clock all that a test lets fade would have ended long ago.
    """

    def __getattr__(self, name: str):
        return getattr(time, name)

    def time(self) -> float:
        return 0.0 if threading.current_thread().name == "dynamodb-ttl-reaper" else time.time()


def end_items() -> None:
    """Takes away items whose time to live has ended; AWS takes up to two days for it."""
    with dynamodb._lock:
        for (account, region, name), setting in list(dynamodb._ttl_settings.all_items()):
            table = dynamodb._tables.get_scoped(account, region, name)
            if not table or setting.get("TimeToLiveStatus") != "ENABLED":
                continue
            for partition, items in list(table["items"].items()):
                for sort, item in list(items.items()):
                    until = (item.get(setting["AttributeName"]) or {}).get("N")
                    if until is not None and float(until) <= _now:
                        dynamodb._remove_item(table, partition, sort)
