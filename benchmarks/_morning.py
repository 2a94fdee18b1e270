"""locust's part of `load`: who does what on a district's morning. Everybody is signed in already; the file named by
MORNING says with which cookie, and at which doors, meetings and cases."""

import json
import os
import random
import re
from collections import deque
from pathlib import Path
from typing import Any

from locust import FastHttpUser, between, events, task

from benchmarks.offline_submissions import record

PEOPLE: dict[str, deque[dict[str, Any]]] = {
    kind: deque(every) for kind, every in json.loads(Path(os.environ["MORNING"]).read_text()).items()
}
SECONDS = int(os.environ["MORNING_SECONDS"])
SPREAD = between(SECONDS / 2, SECONDS)  # most act once or twice in a morning as short as this one
HERE = {"Content-Type": "application/json", "Accept": "application/json", "Sec-Fetch-Site": "same-origin"}
CLOSE = {"Connection": "close"}  # thousands of people are not thousands of open lines
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


TIMES: dict[str, list[float]] = {}
FAULTS: dict[str, list[str]] = {}


@events.request.add_listener
def _keep(name: str, response_time: float, exception: object = None, **_: Any) -> None:
    """Every time to the millisecond; locust itself keeps rounded ones."""
    TIMES.setdefault(name, []).append(response_time)
    if exception:
        FAULTS.setdefault(name, []).append(str(exception))


@events.quitting.add_listener
def _write(**_: Any) -> None:
    Path(os.environ["MORNING"]).with_suffix(".told").write_text(json.dumps({"times": TIMES, "faults": FAULTS}))


class Person(FastHttpUser):
    """Everybody keeps their own cookie and the token of the last page they saw."""

    abstract = True
    network_timeout = connection_timeout = 120.0
    wait_time = SPREAD
    kind = ""

    def on_start(self) -> None:
        people = PEOPLE[self.kind]
        people.rotate(-1)
        self.me, self.token = people[-1], ""
        self.cookie = self.me["cookie"]

    def ask(self, method: str, path: str, name: str, fine: tuple[int, ...] = (200,), **sent: Any) -> str:
        headers = {"Cookie": self.cookie, **CLOSE, **sent.pop("headers", {})}
        with self.client.request(
            method, path, name=name, headers=headers, allow_redirects=False, catch_response=True, **sent
        ) as answer:
            text = answer.text or ""
            if answer.status_code not in fine:
                answer.failure(f"{answer.status_code}")
                return ""
            for line in answer.headers.get_all("Set-Cookie") or []:
                if line.startswith("fullgrid="):
                    self.cookie = line.split(";", 1)[0]
            if found := TOKEN.search(text):
                self.token = found[1]
            answer.success()
            return text

    def post(self, path: str, name: str, fine: tuple[int, ...], **form: str) -> None:
        self.ask("POST", path, name, fine, data={**form, "csrf_token": self.token})


class Worker(Person):
    kind = "workers"
    fixed_count = int(os.environ["MORNING_WORKERS"])

    @task
    def walk(self) -> None:
        self.ask("GET", "/today", "worker: today")
        records = [record(random.choice(self.me["homes"])) for _ in range(3)]
        said = self.ask(
            "POST", "/sync", "worker: three visits sent", data=json.dumps({"records": records}), headers=HERE
        )
        kept = [one["state"] for one in json.loads(said)["results"]] if said else []
        if kept.count("receipt") != len(records):
            self.environment.events.request.fire(
                request_type="POST", name="worker: three visits sent", response_time=0, response_length=0,
                exception=AssertionError(f"not received: {kept}"), context={},
            )  # fmt: skip


class Host(Person):
    kind = "hosts"
    fixed_count = int(os.environ["MORNING_HOSTS"])
    wait_time = between(15, 45)

    @task
    def record(self) -> None:
        hall = f"/councils/meetings/{self.me['meeting']}"
        if not self.token:
            self.ask("GET", f"{hall}/live", "host: the meeting")
        words = f"修好{random.randint(1, 99)}号路灯杆"
        self.post(f"{hall}/preview", "host: a sentence typed", (200,), line=words, line_id=self.me["line"])
        self.post(f"{hall}/lines", "host: a sentence recorded", (200, 303), line=words, line_id=self.me["line"])


class Volunteer(Person):
    kind = "volunteers"
    fixed_count = int(os.environ["MORNING_VOLUNTEERS"])

    @task
    def read(self) -> None:
        path, name = random.choice((("/passbook", "volunteer: passbook"), ("/coming", "volunteer: what is coming")))
        self.ask("GET", path, name)


class Supervisor(Person):
    kind = "supervisors"
    fixed_count = int(os.environ["MORNING_SUPERVISORS"])
    wait_time = between(10, 30)

    @task
    def press(self) -> None:
        self.ask("GET", "/overview", "supervisor: overview")
        self.ask("GET", "/cases/", "supervisor: cases")
        if self.me["cases"]:
            case = self.me["cases"].pop()
            self.ask("GET", f"/cases/{case}", "supervisor: a case")
            self.post(f"/supervision/cases/{case}/nudge", "supervisor: pressed", (303,), words="请今天回个话")
