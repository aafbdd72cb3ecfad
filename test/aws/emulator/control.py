"""What tests ask of the emulator beside the AWS API."""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ministack.services import lambda_svc

from emulator import faults, mail, schedules, state_machines, streams, underway


def install() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ["CONTROL_PORT"])), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True, name="amicable-control").start()


def state() -> dict:
    return {
        "functions": lambda_svc.executions_in_flight()[0],
        "deliveries": underway.deliveries(),
        "records": streams.unread(),
        "messages": streams.waiting_messages(),
        "begun": underway.begun(),
        "next": schedules.next_due(),
    }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        answers = {"/state": state, "/mail": mail.sent, "/faults": faults.left}
        self.answer(answers[self.path]())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        actions = {
            "/clock": lambda: schedules.set_clock(body["now"]),
            "/fault": lambda: faults.arm(body["fault"], body["of"], body["times"]),
            "/execution": lambda: state_machines.tell(body),
        }
        self.answer(actions[self.path]())

    def answer(self, value) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        pass
