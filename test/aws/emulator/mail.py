"""Mail that was sent, as it was sent, and what becomes of it: MiniStack tells no event destination of anything."""

import base64
import json
import re
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses

from ministack.core.arn import parse_arn
from ministack.core.responses import get_account_id
from ministack.services import eventbridge, ses, ses_v2, sns

from emulator import clock, faults, underway

_sent: list = []

# Event type of SES → its name on the default bus.
BUS_NAMES = {
    "Send": "Email Sent",
    "Delivery": "Email Delivered",
    "Bounce": "Email Bounced",
    "Complaint": "Email Complaint Received",
}


def install() -> None:
    send = ses._send_raw_email

    def send_raw_email(params):
        answer = send(params)
        if answer[0] == 200:
            identifier = re.search(r"<MessageId>(.*)</MessageId>", str(answer[2])).group(1)
            take_up(identifier, params)
            # It left, and whoever sent it never learns so.
            if any(faults.take("mail unanswered", address) for address in _sent[-1]["to"]):
                return ses._error("ServiceUnavailable", "Service unavailable", 503)
        return answer

    ses._send_raw_email = send_raw_email


def sent() -> list:
    return _sent


def take_up(identifier: str, params: dict) -> None:
    raw = base64.b64decode(ses._p(params, "RawMessage.Data"))
    message = message_from_bytes(raw)
    fields = [value for name in ("to", "cc", "bcc") for value in message.get_all(name, [])]
    to = ses._collect_list(params, "Destinations.member") or [address for _, address in getaddresses(fields)]
    source = ses._p(params, "Source") or message.get("from", "")
    tags = tags_of(params, message)
    text = raw.decode("utf-8", "replace")
    _sent.append({"id": identifier, "from": source, "to": to, "tags": tags, "message": text})
    configuration = ses._p(params, "ConfigurationSetName") or message.get("x-ses-configuration-set", "")
    destinations = (ses_v2._config_sets.get(configuration) or {}).get("EventDestinations") or {}
    if not destinations:
        return
    mail = mail_of(identifier, source, to, message, {**tags, "ses:configuration-set": [configuration]})
    events = [("Send", {"send": {}})]
    for recipient in to:
        events += [(kind, ses._notification_detail(kind, recipient, mail["timestamp"], sort)) for kind, sort in fate(recipient)]
    for kind, detail in events:
        for destination in destinations.values():
            if destination.get("Enabled") and kind.upper() in destination.get("MatchingEventTypes", []):
                underway.deliver(tell, destination, kind, {"eventType": kind, "mail": mail, **detail})


def fate(recipient: str) -> tuple:
    if faults.take("bounced", recipient):
        return (("Bounce", "General"),)
    local, _, domain = recipient.partition("@")
    outcomes = ses._SIMULATOR_OUTCOMES if domain.lower() == ses._SIMULATOR_DOMAIN else {}
    return outcomes.get(local.lower().split("+")[0], (("Delivery", None),))


def tags_of(params: dict, message: Message) -> dict:
    """Tags from the request, or from the header `X-SES-MESSAGE-TAGS: name=value, name=value`."""
    tags = {}
    for pair in message.get("x-ses-message-tags", "").split(","):
        name, equals, value = pair.strip().partition("=")
        if equals:
            tags[name] = [value]
    number = 1
    while ses._p(params, f"Tags.member.{number}.Name"):
        tags[ses._p(params, f"Tags.member.{number}.Name")] = [ses._p(params, f"Tags.member.{number}.Value")]
        number += 1
    return tags


def mail_of(identifier: str, source: str, to: list, message: Message, tags: dict) -> dict:
    return {
        "timestamp": clock.now().replace("Z", ".000Z"),
        "source": source,
        "sendingAccountId": get_account_id(),
        "messageId": identifier,
        "destination": to,
        "headersTruncated": False,
        "headers": [{"name": name, "value": value} for name, value in message.items()],
        "commonHeaders": {"from": [message.get("from", "")], "to": to, "subject": message.get("subject", "")},
        "tags": tags,
    }


def tell(destination: dict, kind: str, event: dict) -> None:
    topic = (destination.get("SnsDestination") or {}).get("TopicArn")
    if topic:
        sns.publish_internal(topic, json.dumps(event), "Amazon SES Email Event Notification")
    bus = (destination.get("EventBridgeDestination") or {}).get("EventBusArn")
    if bus:
        entry = {
            "EventBusName": parse_arn(bus).resource.split("/", 1)[1],
            "Source": "aws.ses",
            "DetailType": BUS_NAMES[kind],
            "Detail": json.dumps(event),
        }
        eventbridge._put_events({"Entries": [entry]}, allow_aws_source=True)
