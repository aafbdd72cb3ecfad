"""What S3 tells of its objects counts as under way from the moment the object is there."""

from ministack.services import s3

from emulator import underway


def install() -> None:
    begin, fire = s3._fire_s3_event_async, s3._fire_s3_event

    def begin_counted(*arguments, **named):
        underway.note()
        begin(*arguments, **named)

    def fire_counted(*arguments, **named):
        with underway.counted():
            fire(*arguments, **named)

    s3._fire_s3_event_async, s3._fire_s3_event = begin_counted, fire_counted
