"""A record as the kind's own form reads it, before anybody's turn at writing; what there is to say of it otherwise."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from webapp.centre.sync import registry
from webapp.centre.sync.registry import Kind
from webapp.centre.sync.rules import Sent
from webapp.core.forms.forms import BaseForm
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock

Answer = dict[str, Any]
UNKNOWN_KIND = N_("这台服务器还不认识这种记录。先放着，等升级后再发。")
TOO_OLD = N_("填的表太旧了，请打开新的表再填一次；写的内容都在。")


class State(StrEnum):
    RECEIPT = "receipt"
    INVALID = "invalid"
    REFUSED = "refused"
    BOTH = "both"
    LATER = "later"


@dataclass
class Read:
    """A record whose form is in order."""

    sent: Sent
    kind: Kind
    form: BaseForm
    received: datetime


Said = tuple[Sent, Read | Answer | Exception]


def read(sent: Sent) -> Said:
    """Before anybody's turn at writing, by whoever brings it and in their language. What goes wrong is raised when its
    turn comes, if it is not known by then."""
    try:
        return sent, _read(sent)
    except Exception as error:
        return sent, error


def _read(sent: Sent) -> Read | Answer:
    kind = registry.KINDS.get(sent.kind)
    if kind is None:
        return refused(sent, gettext(UNKNOWN_KIND))
    fields = kind.read(sent.version, sent.fields)
    if fields is None:
        return refused(sent, gettext(TOO_OLD))
    received = clock.now()
    form = registry.read_form(kind, sent, fields, received)
    if not form.validate():
        return _invalid(sent, form)
    return Read(sent, kind, form, received)


def _invalid(sent: Sent, form: BaseForm) -> Answer:
    errors = {name: [str(error) for error in field.errors] for name, field in form._fields.items() if field.errors}
    message = " ".join(str(error) for error in form.form_errors)
    return {"id": sent.id, "state": State.INVALID, "errors": errors, "message": message}


def refused(sent: Sent, message: str, field: str | None = None) -> Answer:
    return {"id": sent.id, "state": State.REFUSED, "message": message, "field": field}
