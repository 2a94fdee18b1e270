"""Phones as the server meets them: each sends its records to /sync, believes nothing but a receipt, and sends again.

What an answer means is what `static/js/offline/send.js` makes of it: received, still 正在发送, or anything worse.
"""

import http.client
import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tests.centre.sync.test_records import HERE, record
from webapp.centre.sync import rules

RECEIVED, SENDING, BLAMED = "received", "still sending", "blamed on the record"
HEADERS = HERE | {"Content-Type": "application/json"}


@dataclass
class Ledger:
    """What the phones know: all they have sent, and when each receipt came."""

    tried: set[str] = field(default_factory=set)
    received: dict[str, float] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    over: threading.Event = field(default_factory=threading.Event)

    def gap(self, since: float, until: float) -> float:
        """The longest time in which no receipt came."""
        moments = sorted(at for at in self.received.values() if since <= at <= until)
        whole = [since, *moments, until]
        return max(later - earlier for earlier, later in pairwise(whole))


@dataclass
class Phone:
    port: int
    cookie: str
    homes: list[str]
    ledger: Ledger
    last: str = ""

    def work(self) -> None:
        """One to three doors, sent until each has its receipt; a phone that is told to stop finishes what it has."""
        while not self.ledger.over.is_set():
            records = [record(random.choice(self.homes)) for _ in range(random.randint(1, 3))]
            self.ledger.tried |= {str(one["id"]) for one in records}
            waiting = {str(one["id"]): one for one in records}
            until = time.monotonic() + 90
            while waiting and time.monotonic() < until:
                for name in self.send(list(waiting.values())):
                    self.ledger.received[name] = time.monotonic()
                    del waiting[name]
                time.sleep(random.uniform(0.2, 0.6) if waiting else 0.02)

    def send(self, records: list[dict[str, Any]]) -> list[str]:
        """Ids that are received now."""
        status, said, retry = self.ask("POST", "/sync", json.dumps({"records": records}))
        self.ledger.answers[f"{status or 'no answer'}{' with Retry-After' if retry else ''}"] += 1
        results = said.get("results")
        if status != 200 or not isinstance(results, list):
            self.last = f"{status} {said}"
            blamed = status in (400, 401, 403, 413, 500) and said.get("message")
            self.ledger.kinds[BLAMED if blamed else SENDING] += 1
            return []
        hashes = {str(one["id"]): rules.read_sent(one).hash for one in records}
        good = [one["id"] for one in results if one["state"] == "receipt" and one["hash"] == hashes[one["id"]]]
        self.ledger.kinds[RECEIVED] += len(good)
        self.ledger.kinds[BLAMED] += len(records) - len(good)
        return good

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, dict[str, Any], str]:
        """(status, JSON where it is some, Retry-After); status 0: nobody answered."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request(method, path, body or None, HEADERS | {"Cookie": self.cookie})
            answer = line.getresponse()
            text = answer.read().decode()
            said = json.loads(text) if "json" in (answer.headers["Content-Type"] or "") else {"text": text}
            return answer.status, said, answer.headers["Retry-After"] or ""
        except (OSError, http.client.HTTPException):
            return 0, {}, ""
        finally:
            line.close()
