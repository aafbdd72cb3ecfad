"""Resources that only watch, count or keep: MiniStack refuses them, and nothing here depends on what they do.

Each is accepted and does nothing. Whatever is not named here and not known to MiniStack still fails the deploy.
"""

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import provisioners

TYPES = (
    "AWS::ApplicationInsights::Application",
    "AWS::Backup::BackupSelection",
    "AWS::Budgets::Budget",
    "AWS::CE::AnomalyMonitor",
    "AWS::CE::AnomalySubscription",
    "AWS::CloudWatch::AnomalyDetector",
    "AWS::CloudWatch::CompositeAlarm",
    "AWS::Events::Archive",
    "AWS::Logs::QueryDefinition",
    "AWS::ResourceGroups::Group",
    "AWS::XRay::Group",
    "AWS::XRay::SamplingRule",
)


def install() -> None:
    for kind in TYPES:
        if kind in provisioners._RESOURCE_HANDLERS:
            raise SystemExit(f"This MiniStack knows {kind}: take it out of the list of what does nothing.")
        provisioners._RESOURCE_HANDLERS[kind] = handlers(kind)
    alarm = provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]
    for action in ("create", "update"):
        alarm[action] = without_metric_math(action, alarm[action])


def handlers(kind: str) -> dict:
    def create(logical_id, _props, stack):
        identifier = f"{stack}-{logical_id}"
        service, name = kind.split("::")[1].lower(), kind.split("::")[2].lower()
        return identifier, {
            "Arn": f"arn:aws:{service}:{get_region()}:{get_account_id()}:{name}:{identifier}",
            "Id": identifier,
        }

    return {
        "create": create,
        "update": lambda identifier, _old, _new, _stack: (identifier, {}),
        "delete": lambda _identifier, _props: None,
    }


def without_metric_math(action: str, handle):
    """An alarm on an expression of several metrics is taken for granted; the others are MiniStack's."""
    nothing = handlers("AWS::CloudWatch::Alarm")[action]

    def run(*arguments, **named):
        props = arguments[2] if action == "update" else arguments[1]
        return nothing(*arguments[:4]) if props.get("Metrics") else handle(*arguments, **named)

    return run
