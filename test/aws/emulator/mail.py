"""Mail that was sent, as it was sent: MiniStack itself keeps only what it understood of it."""

from ministack.services import ses, ses_v2

_sent: list = []


def install() -> None:
    ses._smtp_relay = ses_v2._smtp_relay = keep


def keep(source: str, recipients: list, message: str) -> None:
    _sent.append({"from": source, "to": list(recipients), "message": message})


def sent() -> list:
    return _sent
