"""Executions are kept by the interpreter of this project: what the emulator itself would start or tell goes through here."""

import json
import os
import urllib.request

from ministack.core.responses import request_scope
from ministack.services import eventbridge, stepfunctions

from emulator import underway


def install() -> None:
    stepfunctions._start_execution = start


def start(data: dict, *_) -> tuple:
    """A rule, schedule or pipe starts an execution. In a thread: the interpreter asks the emulator for the machine."""
    underway.deliver(forward, {key: data[key] for key in ("stateMachineArn", "name", "input") if data.get(key)})
    return 200, {}, b"{}"


def forward(data: dict) -> None:
    request = urllib.request.Request(
        os.environ["AWS_ENDPOINT_URL_SFN"],
        data=json.dumps(data).encode(),
        headers={
            "content-type": "application/x-amz-json-1.0",
            "x-amz-target": "AWSStepFunctions.StartExecution",
        },
    )
    urllib.request.urlopen(request, timeout=30).close()


def tell(detail: dict) -> None:
    """Publishes that an execution has another status."""
    account, region = detail["executionArn"].split(":")[4], detail["executionArn"].split(":")[3]
    entry = {
        "Source": "aws.states",
        "DetailType": "Step Functions Execution Status Change",
        "Detail": json.dumps(detail),
        "Resources": [detail["executionArn"]],
    }
    with request_scope(account, region):
        eventbridge._put_events({"Entries": [entry]}, allow_aws_source=True)
