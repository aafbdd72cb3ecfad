"""Streams and queues before functions, as AWS has them: batches are tried again, cut in two, and put aside."""

import time

from ministack.core.arn import ArnParseError, parse_arn
from ministack.core.responses import request_scope
from ministack.services import dynamodb, lambda_svc, sqs

from emulator import functions, underway

RETRY_WAIT = 0.1
LONGEST_RETRY_WAIT = 2.0
# A failed batch of messages would be hidden for minutes of real time, until its visibility timeout has ended.
HIDDEN_AFTER_FAILURE = 0.5


def install() -> None:
    lambda_svc._poll_dynamodb_streams = poll
    lambda_svc._ESM_BACKOFF_SECONDS = HIDDEN_AFTER_FAILURE
    run = lambda_svc._run_sqs_batch

    def run_sqs_batch(esm, func, event, batch, url, name):
        underway.note()
        run(esm, func, event, batch, url, name)
        soon = time.time() + HIDDEN_AFTER_FAILURE
        for message in batch:
            message["visible_at"] = min(message["visible_at"], soon)

    lambda_svc._run_sqs_batch = run_sqs_batch


def mappings():
    """Every mapping that reads a table's stream, with the table and the function."""
    for account, region, esm in lambda_svc._iter_all_esms():
        try:
            source = parse_arn(esm.get("EventSourceArn", ""))
        except ArnParseError:
            continue
        if source.service != "dynamodb" or not esm.get("Enabled", True):
            continue
        table = source.resource.split("/")[1]
        with request_scope(account, region):
            func, _ = lambda_svc._get_func_record_for_qualifier(esm["FunctionName"], esm.get("Qualifier"))
            record = dynamodb._tables.get(table)
            if func is not None and record and record.get("LatestStreamArn") == str(source):
                yield account, region, esm, table, func


def unread() -> int:
    """Records in streams that no function has had yet."""
    count = 0
    for account, region, esm, table, _ in mappings():
        with request_scope(account, region):
            count += dynamodb.stream_end_position(table) - position(esm, table)
    return count


def position(esm: dict, table: str) -> int:
    with lambda_svc._dynamodb_stream_positions_lock:
        return max(
            lambda_svc._dynamodb_stream_positions.get(esm["UUID"], 0), dynamodb.stream_start_position(table)
        )


def poll() -> bool:
    """Begins a batch for each mapping that has records and none under way: a stream is one shard, read in order."""
    found = False
    for account, region, esm, table, func in mappings():
        if lambda_svc._esm_inflight.get(esm["UUID"], 0) > 0:
            continue
        with request_scope(account, region):
            start = position(esm, table)
            records = dynamodb.stream_records_since(table, start, int(esm.get("BatchSize", 100)))
            if not records:
                continue
            found = True
            lambda_svc._dispatch_esm_batch(esm["UUID"], run_batch, esm, func, start, records)
    return found


def run_batch(esm: dict, func: dict, start: int, records: list) -> None:
    wanted = lambda_svc._apply_filter_criteria(records, esm)
    if wanted:
        handle(esm, func, wanted, 0)
    with lambda_svc._dynamodb_stream_positions_lock:
        lambda_svc._dynamodb_stream_positions[esm["UUID"]] = start + len(records)


def handle(esm: dict, func: dict, records: list, attempts: int) -> None:
    """Calls the function until all records are handled or given up. Cutting in two uses up no try."""
    limit = int(esm.get("MaximumRetryAttempts", -1))
    while records:
        result = functions.call(func, {"Records": records})
        error = bool(result.get("error"))
        if not error:
            failed = first_failed(esm, records, result.get("body"))
            if failed is None:
                return
            records = records[failed:]
        else:
            lambda_svc.logger.warning(
                "Lambda %s failed on %d stream records: %s",
                esm["FunctionName"], len(records), functions.error_of(result),
            )
        if is_true(esm.get("BisectBatchOnFunctionError")) and len(records) > 1 and error:
            middle = len(records) // 2
            handle(esm, func, records[:middle], attempts)
            handle(esm, func, records[middle:], attempts)
            return
        if 0 <= limit <= attempts:
            lambda_svc._send_ddb_stream_failure_record(
                esm, func, records, esm["EventSourceArn"], result, "RetryAttemptsExhausted"
            )
            return
        attempts += 1
        time.sleep(min(RETRY_WAIT * 2 ** (attempts - 1), LONGEST_RETRY_WAIT))


def first_failed(esm: dict, records: list, body) -> int | None:
    """The place of the first record that the function says it could not handle; all from there are sent again."""
    if "ReportBatchItemFailures" not in (esm.get("FunctionResponseTypes") or []) or not isinstance(body, dict):
        return None
    failures = body.get("batchItemFailures") or []
    if not failures:
        return None
    numbers = [record["dynamodb"]["SequenceNumber"] for record in records]
    places = [numbers.index(number) for number in (item.get("itemIdentifier") for item in failures) if number in numbers]
    # "If Lambda gets an identifier that it does not know, the whole batch is a failure."
    return min(places) if len(places) == len(failures) else 0


def is_true(value) -> bool:
    return value is True or str(value).lower() == "true"


def waiting_messages() -> int:
    """Messages in queues that a function reads."""
    count = 0
    for account, region, esm in lambda_svc._iter_all_esms():
        if ":sqs:" not in esm.get("EventSourceArn", "") or not esm.get("Enabled", True):
            continue
        with request_scope(account, region):
            queue = sqs._queue_by_arn(esm["EventSourceArn"])
            count += len(queue["messages"]) if queue else 0
    return count
