"""What a template says and MiniStack's CloudFormation passes over."""

from ministack.services import dynamodb, lambda_svc
from ministack.services.cloudformation import provisioners


def install() -> None:
    also("AWS::Lambda::Function", reserve_concurrency)
    also("AWS::DynamoDB::Table", set_time_to_live)
    also("AWS::DynamoDB::GlobalTable", set_time_to_live)


def also(kind: str, do) -> None:
    """Does something with name and properties whenever a resource of a kind was made or changed."""
    handlers = provisioners._RESOURCE_HANDLERS[kind]

    def doing(handle, place: int):
        def run(*arguments, **named):
            made = handle(*arguments, **named)
            do(made[0], arguments[place])
            return made

        return run

    # create(logical id, properties, stack), update(name, old properties, new properties, stack)
    handlers["create"] = doing(handlers["create"], 1)
    if "update" in handlers:
        handlers["update"] = doing(handlers["update"], 2)


def reserve_concurrency(name: str, properties: dict) -> None:
    wanted = properties.get("ReservedConcurrentExecutions")
    lambda_svc._functions[name]["concurrency"] = None if wanted is None else int(wanted)


def set_time_to_live(name: str, properties: dict) -> None:
    wanted = properties.get("TimeToLiveSpecification") or {}
    if str(wanted.get("Enabled")).lower() == "true":
        dynamodb._ttl_settings[name] = {"TimeToLiveStatus": "ENABLED", "AttributeName": wanted["AttributeName"]}
