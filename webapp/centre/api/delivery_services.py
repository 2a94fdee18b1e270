"""Telling a platform what became of a case: signed, tried again for a day, then given up and shown."""

import json
from datetime import timedelta
from typing import Any

import requests
from sqlmodel import Session, select

from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import Verb
from webapp.centre.api import queries
from webapp.centre.api.models import ApiDelivery, ApiKey
from webapp.centre.api.rules import EVENTS, RETRIES, TAKEN, Scope, signature
from webapp.core.time import clock
from webapp.core.work import jobs
from webapp.people.org.models import Unit

KIND = "api_deliver"
PATIENCE = 10


def hear(session: Session, case: GridCase, verb: Verb) -> None:
    """Hung on to every step of a case; nothing to do where nobody asked to be told."""
    if verb not in EVENTS:
        return
    for key in queries.hooked(session):
        if _concerns(session, key, case) and not (verb in TAKEN and _told(session, key, case)):
            _queue(session, key, case, EVENTS[verb])


def send(session: Session, delivery: ApiDelivery) -> tuple[str, bool]:
    """(what was answered, whether it was taken). Outside any transaction: the other side may be slow."""
    key = session.get_one(ApiKey, delivery.key_id)
    if key.ended_at is not None or not key.hook_secret:
        return "ended", False
    stamp = str(int(clock.now().timestamp()))
    headers = {
        "Content-Type": "application/json", "X-FullGrid-Delivery": delivery.id, "X-FullGrid-Event": delivery.event,
        "X-FullGrid-Timestamp": stamp, "X-FullGrid-Signature": signature(key.hook_secret, stamp, delivery.body),
    }  # fmt: skip
    try:
        answer = requests.post(
            key.hook_url, data=delivery.body.encode(), headers=headers, timeout=PATIENCE, allow_redirects=False
        )
    except requests.RequestException as trouble:
        return type(trouble).__name__, False
    return str(answer.status_code), 200 <= answer.status_code < 300


def settle(session: Session, delivery: ApiDelivery, answer: str, is_taken: bool) -> None:
    delivery.tries, delivery.answer = delivery.tries + 1, answer[:80]
    if is_taken:
        delivery.sent_at = clock.now()
    elif answer == "ended" or delivery.tries > len(RETRIES):
        delivery.given_up_at = clock.now()
    else:
        _start(session, delivery, RETRIES[delivery.tries - 1])
    session.flush()


def _queue(session: Session, key: ApiKey, case: GridCase, event: str) -> None:
    told = queries.as_told(session, key, [case])[0]
    body = json.dumps({"event": event, "at": clock.canonical(clock.now()), "case": told}, ensure_ascii=False)
    made = ApiDelivery(
        community_id=case.community_id, key_id=key.id, case_id=case.id, event=event, body=body, made_at=clock.now()
    )
    session.add(made)
    session.flush()
    _start(session, made, timedelta(0))


def _start(session: Session, delivery: ApiDelivery, later: timedelta) -> None:
    queued = jobs.start(session, None, KIND, community_id=delivery.community_id, delivery_id=delivery.id)
    queued.due_at = clock.now() + later
    session.flush()


def _concerns(session: Session, key: ApiKey, case: GridCase) -> bool:
    """It lies below the key's unit, and the key takes cases out or sent this one in."""
    home, top = session.get_one(Unit, case.community_id), session.get_one(Unit, key.unit_id)
    asked = Scope.CASES_OUT in key.scopes or queries.number_of(session, key, case.id) is not None
    return asked and home.path.startswith(top.path)


def _told(session: Session, key: ApiKey, case: GridCase) -> bool:
    """Accepted is said once, however often the case changes hands."""
    said = select(ApiDelivery.id).where(
        ApiDelivery.key_id == key.id, ApiDelivery.case_id == case.id, ApiDelivery.event == "accepted"
    )
    return session.exec(said).first() is not None


def retry(session: Session, actor: Any, delivery: ApiDelivery) -> None:
    """By hand, once the other side is mended: the round of tries begins anew."""
    delivery.given_up_at, delivery.tries = None, 0
    _start(session, delivery, timedelta(0))
