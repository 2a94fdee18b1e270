"""What a drill asks of the database that is in use and of the one brought back beside it."""

from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import Engine, func, inspect, select
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as pick

from webapp.casework.photos.models import Photo
from webapp.centre.dashboards.object_rules import noun
from webapp.centre.machine.drill_rules import PASSING, said
from webapp.centre.machine.models import RestoreDrill
from webapp.centre.sync.models import SyncPhone, SyncReceipt
from webapp.core.data import columns, transfer
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock
from webapp.core.time.generations import made_at
from webapp.core.trust import vault
from webapp.core.trust.history import AuditHead, AuditLine
from webapp.exchange.points import proof_queries as ledger
from webapp.exchange.shop import proof_services as shop
from webapp.people.accounts import queries as accounts

SAMPLES = 3
NOTHING, BACK = N_("没有"), N_("%(who)s 的手机会补交 %(n)s 条")


def counts(on: Engine) -> dict[str, int]:
    """Rows of every table somebody would miss."""
    with on.connect() as connection:
        there = set(inspect(connection).get_table_names())
        tables = [table for table in transfer.plain_tables() if table.name in there - PASSING]
        return {
            table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
            for table in tables
        }


def count_lines(session: Session) -> int:
    return int(session.exec(pick(func.count()).select_from(AuditLine)).one())


def goes_on(brought: Session, now: Session) -> bool:
    """The end of each chain in the backup is a line of today's history: it is an older day of this very district."""
    for chain, seq, digest in brought.exec(pick(AuditHead.chain_id, AuditHead.seq, AuditHead.hash)):
        if seq == 0:
            continue
        same = pick(AuditLine.hash).where(AuditLine.chain_id == chain, AuditLine.seq == seq)
        if now.exec(same).first() != digest:
            return False
    return True


def ledger_faults(brought: Session) -> tuple[int, int]:
    """(communities, faults): the sums of every passbook and shelf, as the nightly proof takes them."""
    homes = shop.communities(brought)
    return len(homes), sum(
        len(ledger.ledger_faults(brought, home)) + len(shop.shop_faults(brought, home)) for home in homes
    )


def unsealed(on: Engine) -> tuple[int, int]:
    """(tried, failed): the newest values of every sealed column, opened with today's ring."""
    tried = failed = 0
    sealed = {
        (table.name, column.name)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, columns.Sealed)
    }
    with on.connect() as connection:
        for table in transfer.plain_tables():
            for column in (one for one in table.columns if (table.name, one.name) in sealed):
                newest = select(column).where(column.is_not(None)).order_by(*table.primary_key.columns).limit(SAMPLES)
                for (value,) in connection.execute(newest):
                    tried += 1
                    failed += not _opens(value)
    return tried, failed


def _opens(value: str) -> bool:
    try:
        vault.unseal(value)
    except (vault.VaultClosed, InvalidTag, ValueError):
        return False
    return True


def photos(brought: Session) -> set[str]:
    return {sha for sha in brought.exec(pick(Photo.sha).where(col(Photo.sha).is_not(None)).distinct()) if sha}


def coming_back(now: Session, brought: Session, since: datetime) -> dict[str, int]:
    """By account, the records delivered after `since` that the backup does not know and whose phone is not written
    off: the phone offers them again by itself."""
    lost = pick(SyncReceipt.id, SyncReceipt.account_id).where(SyncReceipt.received_at >= since)
    rows = now.exec(lost).all()
    known = _known(brought, [one for one, _ in rows])
    wiped = pick(SyncPhone.account_id).where(col(SyncPhone.wiped_at).is_not(None))
    having = {str(one) for one in now.exec(pick(SyncPhone.account_id))} - {str(one) for one in now.exec(wiped)}
    found: dict[str, int] = {}
    for record, account in rows:
        if record not in known and account in having:
            found[account] = found.get(account, 0) + 1
    return found


def _known(brought: Session, names: list[str]) -> set[Any]:
    found: set[Any] = set()
    for at in range(0, len(names), 500):
        asked = pick(SyncReceipt.id).where(col(SyncReceipt.id).in_(names[at : at + 500]))
        found.update(brought.exec(asked).all())
    return found


def told(session: Session, row: RestoreDrill) -> list[str]:
    """The result as lines for a terminal."""
    when, what = N_("备份是 %(when)s 的：%(file)s"), N_("从那以后新加的，恢复以后没有：%(what)s")
    lines = [gettext(when, when=clock.stamp(made_at(row.file)), file=row.file)]
    lines += [("√ " if one["good"] else "× ") + said(one) for one in row.findings]
    lines.append(gettext(what, what=shown(row.lost) or gettext(NOTHING)))
    return lines + from_phones(session, row)


def from_phones(session: Session, row: RestoreDrill) -> list[str]:
    """Whose phones would bring what again, the most first."""
    names = accounts.names_of(session, set(row.phones))
    most_first = sorted(row.phones.items(), key=lambda one: -one[1])
    return [gettext(BACK, who=names.get(account, account), n=count) for account, count in most_first]


def shown(lost: dict[str, int], most: int = 8) -> str:
    """Rows by what they are called, the most first; what has no name of its own is put together."""
    named: dict[str, int] = {}
    for table, count in lost.items():
        named[noun(table)] = named.get(noun(table), 0) + count
    first = sorted(named.items(), key=lambda one: -one[1])[:most]
    return listed(gettext(N_("%(what)s %(n)s 条"), what=what, n=count) for what, count in first)
