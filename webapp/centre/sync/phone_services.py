"""The greeting of a phone: what it is told, and what is kept of it: counts and ages, never places."""

import base64
import hashlib
import json
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from webapp.centre.sync.models import SyncEpoch, SyncMirror, SyncPhone
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import TooLarge
from webapp.people.accounts.scope import Actor

OFFLINE_HOURS = 72
SHARED_HOURS = 12
MOST_MIRRORS = 50
MIRROR_LIMIT = 200_000


def keys_of(account_id: str) -> dict[str, Any]:
    """With which this person's phones seal what they keep: derived from the key ring, so that no restore of the
    database takes them away; one for each key of the ring, so that a rotation does not either."""
    current, keys = phone_keys(account_id)
    return {"current": current, "all": {name: base64.b64encode(key).decode() for name, key in keys.items()}}


def phone_keys(account_id: str) -> tuple[str, dict[str, bytes]]:
    """The current key's name, and all by name. A name tells the key too, so that another ring's never passes for it."""
    current, found = vault.derive_each(f"phone:{account_id}")
    names = {name: f"{name}-{hashlib.sha256(key).hexdigest()[:8]}" for name, key in found.items()}
    return names[current], {names[name]: key for name, key in found.items()}


def renew_epoch(session: Session) -> str:
    """At initialisation and after every restore: phones then offer what they sent in the last days once more."""
    row = SyncEpoch()
    session.add(row)
    session.flush()
    return row.id


def greet(
    session: Session, actor: Actor, *, device_id: str, name: str, unsent: int, oldest_at: datetime | None, wiped: bool
) -> SyncPhone:
    """Counts and times only: nothing tells where the phone is or how long it was used."""
    query = select(SyncPhone).where(SyncPhone.device_id == device_id, SyncPhone.account_id == actor.account_id)
    phone = session.exec(query).first() or SyncPhone(device_id=device_id, account_id=actor.account_id)
    if (hat := next(iter(actor.all_hats or actor.hats), None)) is not None:
        phone.community_id, phone.unit_id = hat.community_id, hat.unit_id  # whoever lost the post is still looked after
    phone.name, phone.unsent, phone.oldest_at, phone.seen_at = name[:80], unsent, oldest_at, clock.now()
    if wiped and phone.is_lost:
        phone.wiped_at = clock.now()
        history.record(session, actor, "wipe_phone", phone, community_id=phone.community_id)
    session.add(phone)
    session.flush()
    return phone


def mark_lost(session: Session, actor: Actor, phone: SyncPhone) -> None:
    """At its next contact the phone sends what is unsent, then wipes itself."""
    if phone.is_lost:
        return
    phone.lost_at, phone.lost_by, phone.wiped_at = clock.now(), actor.account_id, None
    session.add(phone)
    history.record(session, actor, "mark_phone_lost", phone, community_id=phone.community_id)
    session.flush()


def mark_found(session: Session, actor: Actor, phone: SyncPhone) -> None:
    phone.lost_at = phone.lost_by = None
    session.add(phone)
    history.record(session, actor, "mark_phone_found", phone, community_id=phone.community_id)
    session.flush()


def keep_mirror(session: Session, actor: Actor, draft_id: str, sealed: str) -> None:
    """Last write wins. Somebody else's draft id is passed over in silence: there is nothing to learn from it."""
    if len(sealed) > MIRROR_LIMIT:
        raise TooLarge(limit="200 KB")
    row = session.get(SyncMirror, draft_id)
    if row is not None and row.account_id != actor.account_id:
        return
    if row is None:
        row = SyncMirror(id=draft_id, account_id=actor.account_id, sealed=sealed)
    row.sealed, row.at = sealed, clock.now()
    session.add(row)
    session.flush()


def drop_mirror(session: Session, actor: Actor, draft_id: str) -> None:
    row = session.get(SyncMirror, draft_id)
    if row is not None and row.account_id == actor.account_id:
        session.delete(row)
        session.flush()


def hash_of(carried: Any) -> str:
    return hashlib.sha256(json.dumps(carried, sort_keys=True).encode()).hexdigest()[:12]


def grid_version(buildings: list[dict[str, Any]]) -> dict[str, str]:
    """A short hash per building; together they are the version a phone names when it asks for changes."""
    return {
        building["id"]: hashlib.sha256(json.dumps(building, sort_keys=True).encode()).hexdigest()[:12]
        for building in buildings
    }
