"""设置: what the district decides, group by group, with who changed what when."""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for

from webapp.centre.setup.settings_forms import form_for
from webapp.core.data import db
from webapp.core.forms.form_posts import did
from webapp.core.forms.forms import BaseForm
from webapp.core.text.i18n import N_, gettext
from webapp.core.web import page
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.access import allow, current, current_or_none
from webapp.people.accounts.permissions import Action
from webapp.people.settings import queries, services
from webapp.people.settings.models import SettingChange
from webapp.people.settings.rules import GROUP_OF, GROUPS, SETTINGS, Group, Kind, Name, State, said

bp = Blueprint("settings", __name__, url_prefix="/settings")
READING = ("GET", "HEAD", "OPTIONS")
WAYS_IN = ("accounts.enter", "accounts.leave", "accounts.display")


class Paused(DomainError):
    """A phone tries again later by itself; a browser keeps what was typed."""

    status = 503
    message = N_("现在只能看，不能写。%(words)s")


@bp.before_app_request
def refuse_while_paused() -> None:
    """The district itself may still write: whoever turned the switch must be able to turn it back."""
    if request.method in READING or request.endpoint in WAYS_IN or not current_app.extensions.get("set_up"):
        return
    known = queries.known(db.session())
    person = current_or_none() if known[Name.STATE] == State.READ_ONLY.value else None
    if known[Name.STATE] == State.READ_ONLY.value and not (person and person.can(Action.CHANGE_SETTINGS)):
        raise Paused(words=known[Name.STATE_WORDS])


@bp.get("/")
@allow(Action.CHANGE_SETTINGS)
def index() -> Response:
    now = queries.values(db.session())
    told = {name: (gettext(setting.label), _said(name, now[name])) for name, setting in SETTINGS.items()}
    groups = [(group, [told[one.name] for one in group.settings]) for group in GROUPS]
    return page.render("centre/setup/settings.html", groups=groups)


@bp.get("/<key>")
@allow(Action.CHANGE_SETTINGS)
def group(key: str) -> Response:
    found = _group(key)
    now = queries.values(db.session())
    values = {one.name.value: now[one.name] for one in found.settings}
    return _page(found, form_for(found, values=values), done="done" in request.args)


@bp.post("/<key>")
@allow(Action.CHANGE_SETTINGS)
def change(key: str) -> Response:
    found = _group(key)
    form = form_for(found, request.form)
    told = dict(form.values)
    document = told.pop("document", "")
    given = {Name(name): value for name, value in told.items()}
    if did(form, lambda session: services.change(session, current(), given, document)):
        return page.done(url_for("settings.group", key=key, done=1))
    return _page(found, form, form.status)


def _group(key: str) -> Group:
    if key not in GROUP_OF:
        raise NotFound
    return GROUP_OF[key]


def _page(found: Group, form: BaseForm, status: int = 200, done: bool = False) -> Response:
    session = db.session()
    changes = queries.changes(session, [one.name for one in found.settings])
    names = accounts.names_of(session, {one.made_by for one in changes})
    lines = [_line(one, names) for one in changes]
    return page.render(
        "centre/setup/settings_group.html", group=found, form=form, lines=lines, done=done, status=status
    )


def _line(change: SettingChange, names: dict[str, str]) -> dict[str, Any]:
    name = Name(change.name)
    who = names.get(change.made_by or "") or gettext("开始设置时")
    return {
        "label": gettext(SETTINGS[name].label),
        "value": _said(name, change.value),
        "who": f"{who} · {change.document}" if change.document else who,
        "at": change.made_at,
    }


def _said(name: Name, value: Any) -> str:
    words = said(SETTINGS[name], value)
    free = SETTINGS[name].kind is Kind.TEXT and bool(value)
    return words if free else gettext(words)
