"""Taking in what phones deliver: the receipt is written in the transaction of the row it speaks of."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from webapp.casework.photos import services as photos
from webapp.casework.photos.services import Subject
from webapp.centre.sync import queries, registry, review_services, rules
from webapp.centre.sync.models import SyncMirror, SyncReceipt, SyncVersion
from webapp.centre.sync.read_services import Answer, Read, Said, State, read, refused
from webapp.centre.sync.registry import Kind
from webapp.centre.sync.rules import Sent
from webapp.core.data import db, ids, statements
from webapp.core.forms.forms import BaseForm
from webapp.core.spread import shards
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust.history import DISTRICT_CHAIN
from webapp.core.web.errors import DomainError, Forbidden, NotFound
from webapp.exchange.shop.loss_services import StallLost
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor

BOTH = N_("这条记录已有另一份内容，两份都留着，请看看用哪个。")
NOT_YOURS = N_("这个编号已经有别的记录了，请当成新的一条再存。")


class StoredDiffers(RuntimeError):
    """What the database gave back is not what was put in: no receipt may be written."""


class Apart(RuntimeError):
    """One of them needs a savepoint of its own; the delivery is taken again, record by record."""


@dataclass
class Counter:
    """Where one delivery is taken; what is known, stored and confirmed is the whole transaction's. Together: no
    savepoints, and all rows are read back at once; then a refusal ends the attempt. Apart: a savepoint and a read-back
    each."""

    session: Session
    actor: Actor
    apart: bool
    known: dict[str, Any]
    stored: list[tuple[Any, BaseForm, str]]
    receipts: list[Any]
    worn: dict[Action, Actor] = field(default_factory=dict)

    def wearing(self, action: Action) -> Actor:
        if action not in self.worn:
            self.worn[action] = self.actor.wearing(action)
        return self.worn[action]


Delivery = tuple[Actor, list[Said]]


def keep_record(session: Session, actor: Actor, sent: Sent) -> Answer:
    return keep_deliveries(session, [(actor, [read(sent)])], apart=True)[0][0]


def keep_deliveries(session: Session, deliveries: list[Delivery], *, apart: bool) -> list[list[Answer]]:
    """For each record a receipt, or why there is none. Said again, also five times at once, it is the same receipt and
    one row. Receipts are written after the rows they speak of were read back, in the same transaction."""
    known = _known(session, [sent for _, delivery in deliveries for sent, _ in delivery])
    stored: list[tuple[Any, BaseForm, str]] = []
    receipts: list[Any] = []
    answers = [
        _keep_delivery(Counter(session, actor, apart, known, stored, receipts), delivery)
        for actor, delivery in deliveries
    ]
    _read_back(session, stored)
    _write_receipts(session, receipts)
    return answers


def receipts_again(session: Session, who: Callable[[], Actor], delivery: list[Sent]) -> list[Answer]:
    """All of them, or none: for a receipt, once it is written, does not change. `who` is asked where all are known."""
    known = _known(session, delivery)
    if len(known) < len({sent.id for sent in delivery}):
        return []
    actor, found = who(), [(known[sent.id], sent) for sent in delivery]
    is_same = all(row.account_id == actor.account_id and row.hash == sent.hash for row, sent in found)
    return [_receipt(row) for row, _ in found] if is_same else []


def _known(session: Session, delivery: list[Sent]) -> dict[str, Any]:
    rows = statements.rows(session, _receipts_of(), {"ids": [sent.id for sent in delivery]})
    return {receipt.id: receipt for receipt in rows}


def _keep_delivery(at: Counter, delivery: list[Said]) -> list[Answer]:
    answers: list[Answer] = []
    for _, run in groupby(delivery, key=lambda said: said[0].kind):
        answers += _keep_run(at, list(run))
    return answers


def _keep_run(at: Counter, run: list[Said]) -> list[Answer]:
    """Records of one kind, one after another: twenty doors are read at once and written at once, and what comes after
    them finds them written. Who may not deliver a kind is refused when its turn comes; an id that is taken is looked at
    alone."""
    forms: list[Any] = [read.form for sent, read in run if isinstance(read, Read) and sent.id not in at.known]
    kind = registry.KINDS.get(run[0][0].kind)
    if at.apart or not forms or not kind or not kind.ahead or not kind.write or not at.actor.can(kind.action):
        return [_keep(at, sent, read) for sent, read in run]
    ahead = kind.ahead(at.session, at.wearing(kind.action), forms)
    for form in forms:
        form.ahead = ahead
    answers = [_keep(at, sent, read) for sent, read in run]
    try:
        kind.write(at.session, ahead)
    except IntegrityError as taken:
        raise Apart from taken
    return answers


def _keep(at: Counter, sent: Sent, read: Read | Answer | Exception) -> Answer:
    if (known := at.known.get(sent.id)) is not None:
        return _again(at.session, at.actor, known, sent)
    if isinstance(read, Exception):
        raise read
    return _try_to_store(at, read) if isinstance(read, Read) else read


def _try_to_store(at: Counter, read: Read) -> Answer:
    try:
        with at.session.begin_nested() if at.apart else nullcontext():
            return _stored(at, read.kind, read.sent, read.form, read.received)
    except (IntegrityError, DomainError) as stop:
        if not at.apart:
            raise Apart from stop
        return _refusal(at, read.sent, read.received, stop)


def _refusal(at: Counter, sent: Sent, received: datetime, stop: Exception) -> Answer:
    session, actor = at.session, at.actor
    if isinstance(stop, IntegrityError):
        return _after_collision(session, actor, sent)
    assert isinstance(stop, DomainError)
    if isinstance(stop, StallLost):
        home, day = stop.values["community_id"], clock.local(sent.captured_at).date()
        return _waits(at, sent, received, review_services.FormerPost(home, home, day), stop)
    if isinstance(stop, NotFound | Forbidden):
        old = review_services.former_post(session, actor.account_id, sent.captured_at)
        if old is not None:
            return _waits(at, sent, received, old, stop)
    return refused(sent, stop.sentence(), stop.field)


def _waits(at: Counter, sent: Sent, received: datetime, old: review_services.FormerPost, stop: DomainError) -> Answer:
    """The phone has its receipt; what becomes of the record is the community's to say."""
    review_services.keep_for_review(at.session, at.actor, old, sent, received, why=stop.sentence())
    return _receipt(_write_receipt(at, sent, received, old.community_id, review=True))


def _stored(at: Counter, kind: Kind, sent: Sent, form: BaseForm, received: datetime) -> Answer:
    worn = at.wearing(kind.action)
    row = kind.keep(at.session, worn, form)
    community = getattr(row, "community_id", None) or worn.community_id
    if names := sent.fields.get("photos"):
        grid = getattr(row, "grid_id", None)
        photos.expect(at.session, worn, names, Subject(sent.kind, row.id, community or "", grid))
    if kind.own_row and not (kind.may_join and row.id != sent.id):
        at.stored.append((row, form, sent.id))
    if at.apart:
        at.session.flush()
        _read_back(at.session, at.stored)
        at.stored.clear()
    return _receipt(_write_receipt(at, sent, received, community, review=bool(getattr(form, "waits", False))))


def _read_back(session: Session, stored: list[tuple[Any, BaseForm, str]]) -> None:
    """The receipts speak for what the database holds: every told value that is a column is read again."""
    session.flush()
    for table, home in {_lies(row) for row, _, _ in stored}:
        mine = [(row, _told(form), record_id) for row, form, record_id in stored if _lies(row) == (table, home)]
        names = tuple(sorted({name for _, told, _ in mine for name in told if name in table.c} | {"id"}))
        asked = {row.id for row, _, _ in mine}
        rows = statements.rows(session, _rows_of(table, names, home is not None), {"ids": list(asked), "home": home})
        found = {row.id: dict(zip(names, row, strict=True)) for row in rows}
        if len(found) != len(asked):
            raise StoredDiffers(f"{table.name}: a row is missing")
        for _, told, record_id in mine:
            _compare(found, told, record_id)


def _lies(row: Any) -> tuple[Any, str | None]:
    """Its table, and its community where it has one."""
    return row.__table__, getattr(row, "community_id", None)


@lru_cache(maxsize=256)
def _rows_of(table: Any, names: tuple[str, ...], in_one: bool) -> Any:
    here = shards.told_home(table.c.get("community_id"), in_one, "home")
    query: Any = select(*(table.c[name] for name in names))  # type: ignore[call-overload]
    return query.where(*here, ids.among(table.c.id, "ids"))


def _told(form: BaseForm) -> dict[str, Any]:
    told: dict[str, Any] = getattr(form, "told", None) or form.values
    return {name: value for name, value in told.items() if value is not None and not isinstance(value, datetime)}


def _compare(found: Mapping[str, Any], told: dict[str, Any], record_id: str) -> None:
    if record_id not in found:
        raise StoredDiffers("the service did not keep the record's id")
    row = found[record_id]
    for name, value in told.items():
        if name in row and str(row[name]) != str(value):
            raise StoredDiffers(name)


def _write_receipts(session: Session, receipts: list[Any]) -> None:
    """And what the phone had handed up half written goes: it is received now."""
    if receipts:
        db.write(session, receipts)
        db.delete_many(session, SyncMirror, [receipt.id for receipt in receipts])


@cache
def _receipts_of() -> Any:
    return select(SyncReceipt.__table__).where(ids.among(SyncReceipt.id, "ids"))  # type: ignore[attr-defined]


def _write_receipt(at: Counter, sent: Sent, received: datetime, community: str | None, review: bool = False) -> Any:
    receipt = db.bare(
        SyncReceipt, id=sent.id, kind=sent.kind, version=sent.version, hash=sent.hash, account_id=at.actor.account_id,
        community_id=community or DISTRICT_CHAIN, captured_at=sent.captured_at, received_at=received, review=review,
        body=sent.body, corrected_at=rules.corrected(sent, received),
    )  # fmt: skip
    at.receipts.append(receipt)
    at.known[sent.id] = receipt
    return receipt


def _again(session: Session, actor: Actor, known: Any, sent: Sent) -> Answer:
    if known.account_id != actor.account_id:
        return refused(sent, gettext(NOT_YOURS))
    if known.hash == sent.hash:
        return _receipt(known)
    if queries.version_of(session, sent.id, sent.hash) is None:
        session.add(
            SyncVersion(record_id=sent.id, account_id=actor.account_id, community_id=known.community_id,
                        hash=sent.hash, body=sent.body)
        )  # fmt: skip
        session.flush()
    theirs = {"hash": known.hash, "fields": rules.read_body(known.body) if known.body else {}}
    mine = {"hash": sent.hash, "fields": sent.fields}
    return {"id": sent.id, "state": State.BOTH, "message": gettext(BOTH), "theirs": theirs, "mine": mine}


def _after_collision(session: Session, actor: Actor, sent: Sent) -> Answer:
    """Somebody was quicker with the same id. Nothing else is inferred from the error."""
    session.expire_all()
    known = session.get(SyncReceipt, sent.id, populate_existing=True)
    if known is None:
        raise StoredDiffers(f"{sent.kind}: a collision without a receipt")
    return _again(session, actor, known, sent)


def _receipt(row: Any) -> Answer:
    return {
        "id": row.id, "state": State.RECEIPT, "hash": row.hash, "received_at": row.received_at.isoformat(),
        "review": row.review,
    }  # fmt: skip
