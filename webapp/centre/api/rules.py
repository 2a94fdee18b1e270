"""What a key may do, what the other side is told of a case, and when a delivery is tried again."""

import hashlib
import hmac
from datetime import timedelta
from enum import StrEnum

from webapp.casework.cases.rules import State, Verb
from webapp.core.text.i18n import N_


class Scope(StrEnum):
    CASES_IN = "cases_in"
    CASES_OUT = "cases_out"
    UNITS = "units"
    COUNTS = "counts"


SCOPE_WORDS = {
    Scope.CASES_IN: N_("送事项进来（比如 12345）"),
    Scope.CASES_OUT: N_("取走事项的进度（比如市平台）"),
    Scope.UNITS: N_("取街道、社区和网格"),
    Scope.COUNTS: N_("取事项的件数"),
}


class Stage(StrEnum):
    """A case as others count it."""

    REPORTED = "reported"
    ACCEPTED = "accepted"
    HANDLED = "handled"
    CLOSED = "closed"
    REJECTED = "rejected"
    MERGED = "merged"


STAGES = {
    State.REPORTED: Stage.REPORTED, State.REJECTED: Stage.REJECTED, State.MERGED: Stage.MERGED,
    State.HANDLED: Stage.HANDLED, State.FEEDBACK: Stage.HANDLED, State.CLOSED: Stage.CLOSED,
}  # fmt: skip
TAKEN = (Verb.ACCEPT, Verb.TAKE, Verb.SIGN)
EVENTS = dict.fromkeys(TAKEN, "accepted") | {
    Verb.FINISH: "handled", Verb.CLOSE: "closed", Verb.REJECT: "rejected", Verb.MERGE: "merged",
    Verb.REOPEN: "reopened",
}  # fmt: skip
CALLS_A_MINUTE, WRONG_KEYS = 120, 30
RETRIES = tuple(timedelta(minutes=n) for n in (1, 5, 15, 60, 180, 360, 720))
PAGE = 100


def stage_of(state: State) -> Stage:
    return STAGES.get(state, Stage.ACCEPTED)


def signature(secret: str, timestamp: str, body: str) -> str:
    return "sha256=" + hmac.new(secret.encode(), f"{timestamp}.{body}".encode(), hashlib.sha256).hexdigest()
