from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import event
from sqlmodel import Session

from webapp.core.files import second_place
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.settings import queries
from webapp.people.settings.models import Installation, SettingChange
from webapp.people.settings.rules import GROUPS, SETTINGS, Kind, Name, Setting, is_safe

NEEDING = {one.name for group in GROUPS if group.needs_document for one in group.settings}


class OutOfRange(DomainError):
    status = 422
    message = N_("请填 %(least)s 到 %(most)s 之间的数。")


class NotOffered(DomainError):
    status = 422
    message = N_("请从给出的选项里选。")


class BadAddress(DomainError):
    """Codes on paper lead there, for years."""

    status = 422
    message = N_("网站地址要写成 https://域名 这样，后面不带别的。")


class UnsafeAddress(DomainError):
    """Who signs in elsewhere, and what time it is, is told to us over this line."""

    status = 422
    message = N_("网址要以 https:// 开头，写全。")


class BadPlace(DomainError):
    status = 422
    message = N_("请写一个文件夹的全路径，或者 s3://桶/前缀，或者 sftp://用户@主机/文件夹。")


class UnsafeEndpoint(DomainError):
    status = 422
    message = N_("服务网址要以 https:// 开头，写全。")


class NoDocument(DomainError):
    status = 422
    message = N_("请写依据的文件名或文号，每个人都看得到。")


FITS: dict[Name, tuple[Callable[[str], object], type[DomainError]]] = {
    Name.SECOND_PLACE: (second_place.is_address, BadPlace),
    Name.SECOND_ENDPOINT: (is_safe, UnsafeEndpoint),
    Name.PROVIDER_ISSUER: (is_safe, UnsafeAddress),
    Name.TIME_STAMP: (is_safe, UnsafeAddress),
}


def change(session: Session, actor: Any, given: Mapping[Name, Any], document: str = "") -> list[Name]:
    """Writes a row for each value that differs from what counts now; returns their names. A secret left empty stays
    as it is."""
    now = queries.values(session)
    changed = []
    for name, value in given.items():
        setting = SETTINGS[name]
        value = _judged(setting, value)
        if (setting.kind is Kind.SECRET and not value) or (setting.kind is not Kind.SECRET and value == now[name]):
            continue
        if name in NEEDING and not document:
            raise NoDocument(field="document")
        _write(session, actor, setting, value, now[name], document)
        changed.append(name)
    session.flush()
    if changed:
        event.listen(session, "after_commit", queries.forget, once=True)
    return changed


def found(session: Session, *, is_demo: bool) -> Installation:
    """Says once and for all what this database is for; a second founding breaks on the key."""
    made = Installation(is_demo=is_demo, made_at=clock.now())
    session.add(made)
    session.flush()
    history.record(session, None, "found_installation", made, after={"demo": is_demo})
    return made


def _write(session: Session, actor: Any, setting: Setting, value: Any, before: Any, document: str) -> None:
    hidden = setting.kind is Kind.SECRET
    made = SettingChange(
        name=setting.name.value, value=True if hidden else value, secret=value if hidden else None,
        document=document, made_at=clock.now(), made_by=actor.account_id if actor else None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    told = {"before": {"set": bool(before)}, "after": {"set": True}} if hidden else {
        "before": {setting.name.value: before}, "after": {setting.name.value: value}
    }  # fmt: skip
    history.record(session, actor, "change_setting", made, reason=document, **told)


def _judged(setting: Setting, value: Any) -> Any:
    if setting.kind is Kind.DAYS:
        if value is None or not setting.least <= int(value) <= setting.most:
            raise OutOfRange(field=setting.name.value, least=setting.least, most=setting.most)
        return int(value)
    if setting.kind is Kind.NAMES:
        return list(value or ())
    text = (value or "").strip()
    if setting.kind is Kind.CHOICE and text not in dict(setting.choices):
        raise NotOffered(field=setting.name.value)
    if setting.name is Name.SITE and text:
        return _address(text)
    if text and setting.name in FITS and not FITS[setting.name][0](text):
        raise FITS[setting.name][1](field=setting.name.value)
    return text


def _address(text: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(text.rstrip("/"))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.username:
        raise BadAddress(field=Name.SITE.value)
    return f"{parts.scheme}://{parts.netloc}"
