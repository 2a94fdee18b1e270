"""A phone's outbox handed in as a file, sealed with its owner's key; handed in twice it counts once."""

import base64
import binascii
import json
from dataclasses import dataclass, field
from typing import Any, ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlmodel import Session

from webapp.casework.photos import services as photos
from webapp.casework.photos.models import Photo
from webapp.centre.sync import batch_services, phone_services
from webapp.centre.sync.read_services import State
from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor

FORMAT = "fullgrid-queue-1"


class NotOurFile(DomainError):
    status: ClassVar[int] = 422
    message = N_("这不是满格导出的备份，或者已经改动过，一条也没有收。")


@dataclass
class Taken:
    received: int = 0
    waiting: list[str] = field(default_factory=list)


def open_file(session: Session, content: bytes) -> tuple[Actor, list[dict[str, Any]]]:
    """Whose queue it is, and what is in it. Only the owner's phone could have sealed it so."""
    try:
        outer = json.loads(content)
        if outer.get("format") != FORMAT or not ids.is_id(outer.get("account")):
            raise NotOurFile(field="file")
        owner = session.get(Account, outer["account"])
        if owner is None:
            raise NotOurFile(field="file")
        _, keys = phone_services.phone_keys(owner.id)
        cipher = AESGCM(keys[outer["key"]])
        inner = json.loads(cipher.decrypt(base64.b64decode(outer["iv"]), base64.b64decode(outer["data"]), None))
        records = inner["records"]
    except (ValueError, KeyError, TypeError, AttributeError, InvalidTag, binascii.Error) as fault:
        raise NotOurFile(field="file") from fault
    return accounts.actor_of(session, owner.id), records


def take_file(owner: Actor, records: list[dict[str, Any]]) -> Taken:
    """As if the owner's phone had sent it: same forms, same services, same receipts."""
    taken = Taken()
    for answer in batch_services.take_all(lambda _: owner, records):
        if answer["state"] == State.RECEIPT:
            taken.received += 1
        else:
            taken.waiting.append(str(answer.get("message") or answer["state"]))
    return taken


def take_photos(session: Session, owner: Actor, records: list[dict[str, Any]]) -> int:
    """Those whose words have arrived; a photo known already stays as it is."""
    count = 0
    for record in records:
        for given in record.get("photos") or []:
            photo = session.get(Photo, given.get("id")) if ids.is_id(given.get("id")) else None
            if photo is not None and photo.account_id == owner.account_id and not photo.is_kept:
                photos.keep(session, owner, photo, base64.b64decode(given.get("data", "")))
                count += 1
    return count


def note(session: Session, actor: Actor, owner: Actor, taken: Taken) -> None:
    after = {"owner": owner.account_id, "received": taken.received, "waiting": len(taken.waiting)}
    history.record(session, actor, "import_queue", None, after=after, community_id=actor.community_id)
