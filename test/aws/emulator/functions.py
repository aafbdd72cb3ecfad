"""Lambda as AWS has it: errors keep their names, what is delivered without waiting is tried again and never lost."""

import collections
import json
import threading
import time

from ministack.core import lambda_runtime
from ministack.services import eventbridge, lambda_svc, sns

from emulator import faults, underway

# A thrown error reaches MiniStack as a text only. This carries its name, and as a result, because MiniStack ends the
# process of a function that reports an error, which AWS does not.
THREW = "__amicable_threw"
SETTLES = """_realStdoutWrite(JSON.stringify({
            status: "error", error: String(err.message || err), trace: err.stack || ""
          }) + "\\n");"""
SETTLES_WITH_NAME = """_realStdoutWrite(JSON.stringify({ status: "ok", result: { %s: {
            errorType: err.name || "Error", errorMessage: String(err.message || err),
            trace: String(err.stack || "").split("\\n")
          } } }) + "\\n");""" % THREW

# How long a log line is waited for after a function has answered; MiniStack's 50 ms would be most of a call.
LOG_WAIT = 0.003
# Deliveries that call one function at once. Each takes a process, and this is not a cloud.
AT_ONCE = 2
_gates = collections.defaultdict(lambda: threading.BoundedSemaphore(AT_ONCE))
# AWS tries what it could not deliver for lack of concurrency for six hours.
THROTTLED_WAIT = 0.05


def install() -> None:
    script = lambda_runtime._NODEJS_WORKER_SCRIPT
    if script.count(SETTLES) != 1:
        raise SystemExit("This MiniStack reports errors of functions in another way than the one this was made for.")
    lambda_runtime._NODEJS_WORKER_SCRIPT = script.replace(SETTLES, SETTLES_WITH_NAME)

    drain = lambda_runtime.Worker._drain_stderr_bounded
    lambda_runtime.Worker._drain_stderr_bounded = lambda worker: drain(worker, first_line_wait=LOG_WAIT)

    warm = lambda_svc._execute_function_warm

    def execute(func, event, request_id):
        underway.note()
        config = func.get("config") or func
        name = config.get("FunctionName", "")
        result = named_error(warm(func, with_cookies(event), request_id))
        if result.get("log"):
            lambda_svc.logger.info("%s wrote:\n%s", name, result["log"])
        if faults.take("lost answer", name):
            lambda_runtime.invalidate_worker(name)
            return runtime_exited()
        return result

    lambda_svc._execute_function_warm = execute
    # What a function writes is logged above, whoever called it; MiniStack does so for some.
    lambda_svc.logger.addFilter(lambda record: " output" not in str(record.msg))
    lambda_svc.invoke_async_with_retry = lambda func, event: underway.deliver(invoke_until_done, func, event)
    eventbridge._dispatch_to_lambda = dispatch_to_lambda
    sns._deliver_to_lambda = deliver_notification


def named_error(result: dict) -> dict:
    body = result.get("body")
    if isinstance(body, dict) and THREW in body:
        thrown = body[THREW]
        return {"body": thrown, "error": True, "log": "\n".join([result.get("log", ""), *thrown["trace"]])}
    if result.get("error") and isinstance(body, dict) and body.get("errorMessage") == "Worker process died":
        return {**runtime_exited(), "log": result.get("log", "")}
    return result


def error_of(result: dict) -> str:
    body = result.get("body")
    return str(body.get("errorType") if isinstance(body, dict) else body)


def runtime_exited() -> dict:
    body = {"errorType": "Runtime.ExitError", "errorMessage": "Error: Runtime exited without providing a reason"}
    return {"body": body, "error": True, "log": ""}


def with_cookies(event):
    """An HTTP API's payload has the cookies in a list of their own."""
    if not isinstance(event, dict) or event.get("version") != "2.0" or "requestContext" not in event:
        return event
    cookie = (event.get("headers") or {}).get("cookie")
    return {**event, "cookies": [part.strip() for part in cookie.split(";")]} if cookie else event


def invoke_until_done(func: dict, event) -> None:
    """Lambda's asynchronous invocation: two more tries, then the function's own destination for failures."""
    config = func.get("config") or func
    settings = func.get("event_invoke_config") or (func.get("event_invoke_configs") or {}).get("$LATEST") or {}
    retries = settings.get("MaximumRetryAttempts")
    destination = (
        ((settings.get("DestinationConfig") or {}).get("OnFailure") or {}).get("Destination")
        or (config.get("DeadLetterConfig") or {}).get("TargetArn")
    )
    for attempt in range((2 if retries is None else int(retries)) + 1):
        if attempt > 0:
            time.sleep(lambda_svc._LAMBDA_ASYNC_RETRY_BASE_SECONDS * 2 ** (attempt - 1))
        result = call(func, event)
        if not result.get("error"):
            return
        lambda_svc.logger.warning(
            "Lambda %s failed, try %d: %s", config.get("FunctionName"), attempt + 1, error_of(result)
        )
    if destination:
        lambda_svc._route_async_failure(destination, config.get("FunctionName", ""), event, result)


def call(func: dict, event) -> dict:
    """Calls a function and waits while there is no room for it."""
    gate = _gates[(func.get("config") or func).get("FunctionName")]
    while True:
        with gate:
            result = lambda_svc._execute_function_with_config_scope(func, event)
        if not result.get("throttle"):
            return result
        time.sleep(THROTTLED_WAIT)


def dispatch_to_lambda(arn: str, payload: str) -> None:
    func, config, name = lambda_svc._get_func_record_for_ref(arn)
    if not func or not config:
        eventbridge.logger.warning("EventBridge: function %s not found", name)
        return
    try:
        event = json.loads(payload)
    except (ValueError, TypeError):
        event = {"body": payload}
    lambda_svc.invoke_async_with_retry(lambda_svc._execution_record_for_config(func, config), event)


def deliver_notification(endpoint, envelope, _topic, subscription, _id, _message, _attributes) -> None:
    func, config, name = lambda_svc._get_func_record_for_ref(endpoint)
    if not func or not config:
        sns.logger.warning("SNS: function %s not found", name)
        return
    record = {
        "EventVersion": "1.0",
        "EventSubscriptionArn": subscription,
        "EventSource": "aws:sns",
        "Sns": json.loads(envelope),
    }
    lambda_svc.invoke_async_with_retry(
        lambda_svc._execution_record_for_config(func, config), {"Records": [record]}
    )
