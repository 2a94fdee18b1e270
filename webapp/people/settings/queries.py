from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, exists
from sqlmodel import Session, col, select

from webapp.core.time import clock
from webapp.people.settings.models import Installation, SettingChange
from webapp.people.settings.rules import SETTINGS, Name

FRESH = 5.0  # seconds a process may go on with what it read
KNOWN: WeakKeyDictionary[Engine, tuple[float, dict[Name, Any]]] = WeakKeyDictionary()


def value(session: Session, name: Name) -> Any:
    """What counts now, read afresh: the newest decision, else the product's default."""
    query = select(SettingChange.value).where(SettingChange.name == name.value)
    found = session.exec(query.order_by(col(SettingChange.id).desc()).limit(1)).first()
    return SETTINGS[name].default if found is None else found


def values(session: Session) -> dict[Name, Any]:
    """All of them at once; a district's decisions of many years are a few hundred rows, and the last of a name wins."""
    rows = session.exec(select(SettingChange.name, SettingChange.value).order_by(col(SettingChange.id)))
    decided = {Name(name): told for name, told in rows if name in set(Name)}
    return {name: decided.get(name, setting.default) for name, setting in SETTINGS.items()}


def known(session: Session) -> dict[Name, Any]:
    """The same a few seconds late, for what stands on every page; the district's clock follows it."""
    engine = session.bind
    assert isinstance(engine, Engine)
    at, kept = KNOWN.get(engine, (0.0, {}))
    if not kept or monotonic() - at > FRESH:
        kept = values(session)
        KNOWN[engine] = (monotonic(), kept)
        clock.use_zone(kept[Name.ZONE])
    return kept


def secret(session: Session, name: Name) -> str:
    query = select(SettingChange).where(SettingChange.name == name.value).order_by(col(SettingChange.id).desc())
    found = session.exec(query.limit(1)).first()
    return (found.secret or "") if found else ""


def changes(session: Session, names: list[Name], limit: int = 50) -> list[SettingChange]:
    query = select(SettingChange).where(col(SettingChange.name).in_([name.value for name in names]))
    return list(session.exec(query.order_by(col(SettingChange.id).desc()).limit(limit)))


def paper(session: Session, name: Name) -> str:
    """The document the newest decision rests on; empty while the default counts."""
    newest = changes(session, [name], limit=1)
    return newest[0].document if newest else ""


def installation(session: Session) -> Installation | None:
    return session.exec(select(Installation)).first()


def is_own(session: Session) -> bool:
    return bool(session.exec(select(exists().where(col(Installation.is_demo).is_(False)))).one())


def forget(session: Session) -> None:
    """After a change of our own nobody here goes on with the old value."""
    engine = session.get_bind()
    if isinstance(engine, Engine):
        KNOWN.pop(engine, None)
