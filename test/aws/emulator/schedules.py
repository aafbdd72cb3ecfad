"""Schedules and scheduled rules by a clock that stands still until it is set."""

import functools
import threading
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from ministack.core.responses import get_account_id, get_region, new_uuid, request_scope
from ministack.services import eventbridge, scheduler

from emulator import clock, faults, underway

SWEEP_SECONDS = 0.2

# One at a time: the sweeper and whoever sets the clock.
_lock = threading.RLock()
# When something that repeats was last due, and what has been done of what does not. A schedule that was changed is new.
_last: dict = {}


def install() -> None:
    # Both services start a sweeper of their own; ours takes the place of the first and the second has nothing to do.
    scheduler._ticker_loop = sweep_for_ever
    eventbridge._tick_scheduled_rules = lambda: None


def sweep_for_ever() -> None:
    while True:
        time.sleep(SWEEP_SECONDS)
        try:
            sweep()
        except Exception:
            scheduler.logger.exception("The sweep of the schedules failed")


def set_clock(moment: str) -> None:
    """Sets the clock and begins everything that is due; what was due before is begun first, at its own moment."""
    with _lock:
        sweep()
        clock.set_to(moment)
        sweep()


def next_due() -> str | None:
    with _lock:
        moments = [due for due, *_ in all_due()]
    return clock.moment_of(min(moments)) if moments else None


def sweep() -> None:
    with _lock:
        now = clock.epoch()
        for due, key, record, fire in sorted(all_due(), key=lambda found: found[0]):
            if due <= now:
                _last[key] = now
                fire(record, due)


def all_due():
    """(epoch, key, record, what fires it) of every schedule and rule that is still to come."""
    for (account, region, name), schedule in list(scheduler._schedules._data.items()):
        if schedule.get("State") != "ENABLED" or not (schedule.get("Target") or {}).get("Arn"):
            continue
        zone = schedule.get("ScheduleExpressionTimezone") or "UTC"
        key = ("schedule", account, region, name, schedule["ScheduleExpression"], schedule["LastModificationDate"])
        due = due_of(key, schedule["ScheduleExpression"], zone)
        end = scheduler._to_epoch(schedule.get("EndDate"))
        if due is not None and (end is None or due <= end):
            yield due, key, (account, region, name, schedule), fire_schedule
    for (account, region, name), rule in list(eventbridge._rules._data.items()):
        if rule.get("State") != "ENABLED" or not rule.get("ScheduleExpression"):
            continue
        key = ("rule", account, region, name, rule["ScheduleExpression"], "")
        due = due_of(key, rule["ScheduleExpression"], "UTC")
        if due is not None:
            yield due, key, (account, region, name, rule), fire_rule


def due_of(key: tuple, expression: str, zone: str) -> float | None:
    if expression.startswith("at("):
        return None if key in _last else once(expression, zone)
    # What repeats counts from the moment at which it was first seen.
    last = _last.setdefault(key, clock.epoch())
    seconds = eventbridge._parse_rate_seconds(expression)
    if seconds is not None:
        return last + seconds
    fields = eventbridge._parse_cron_fields(expression)
    following = fields and eventbridge._cron_next_fire(fields, datetime.fromtimestamp(last, ZoneInfo(zone)))
    return following.timestamp() if following else None


@functools.lru_cache(maxsize=100_000)
def once(expression: str, zone: str) -> float:
    """The moment of `at(2026-01-05T09:00:00)` on the wall of a time zone."""
    return datetime.fromisoformat(expression[3:-1]).replace(tzinfo=ZoneInfo(zone)).timestamp()


def fire_schedule(found: tuple, due: float) -> None:
    account, region, name, schedule = found
    with request_scope(account, region):
        underway.note()
        for _ in range(2 if faults.take("schedule fires twice", schedule["Name"]) else 1):
            target = {**schedule["Target"]}
            if target.get("Input"):
                target["Input"] = with_context(target["Input"], schedule, due)
            eventbridge._invoke_target(target, event_of("aws.scheduler", schedule), schedule)
    if schedule["ScheduleExpression"].startswith("at(") and schedule.get("ActionAfterCompletion") == "DELETE":
        scheduler._schedules._data.pop((account, region, name), None)


def with_context(text: str, schedule: dict, due: float) -> str:
    """The context attributes that a target's input may name."""
    values = {
        "<aws.scheduler.schedule-arn>": schedule["Arn"],
        "<aws.scheduler.scheduled-time>": clock.moment_of(due),
        "<aws.scheduler.execution-id>": new_uuid(),
        "<aws.scheduler.attempt-number>": "1",
    }
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def fire_rule(found: tuple, _due: float) -> None:
    account, region, name, rule = found
    with request_scope(account, region):
        underway.note()
        for target in eventbridge._targets._data.get((account, region, name), []):
            eventbridge._invoke_target(target, event_of("aws.events", rule), rule)


def event_of(source: str, record: dict) -> dict:
    return {
        "EventId": new_uuid(),
        "Source": source,
        "DetailType": "Scheduled Event",
        "Detail": "{}",
        "EventBusName": record.get("EventBusName", "default"),
        "Time": clock.epoch(),
        "Resources": [record.get("Arn", "")],
        "Account": get_account_id(),
        "Region": get_region(),
    }
