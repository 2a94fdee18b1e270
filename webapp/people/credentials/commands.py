"""flask account add|reset: for the district whose last administrator is locked out."""

import secrets

import click
from flask.cli import AppGroup
from sqlmodel import Session

from webapp.core.data import db
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web.errors import DomainError
from webapp.people.accounts import queries, services
from webapp.people.accounts.models import Role
from webapp.people.accounts.rules import ROLE_WORDS
from webapp.people.credentials import second_services
from webapp.people.org import queries as org
from webapp.people.org import services as org_services
from webapp.people.org.models import PartyKind, Unit

group = AppGroup("account", help="Accounts from the terminal, when nobody can sign in.")
NO_UNIT = N_("没有编码是 %(code)s 的单位。")
NOBODY = N_("没有登录名是 %(login)s 的账号。")
TOLD = N_("登录名 %(login)s，密码 %(password)s。登录后自己改掉。")


@group.command("add")
@click.argument("login")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.DISTRICT.value)
@click.option("--unit", "code", default="", help="Official code of the unit; without it the district.")
def add(login: str, name: str, role: str, code: str) -> None:
    """An account with a post and a first password, printed once."""
    password = secrets.token_urlsafe(9)
    try:
        with db.transaction() as session:
            unit = _unit(session, code)
            person = org_services.make_party(
                session, None, kind=PartyKind.PERSON, name=name, community_id=org.community_of(session, unit.id),
                unit_id=unit.id,
            )  # fmt: skip
            made = services.open_account(session, None, party=person, login=login, password=password)
            services.give_post(session, None, made, role=Role(role), unit_id=unit.id, valid_from=clock.today())
    except DomainError as refusal:
        raise click.ClickException(refusal.sentence()) from refusal
    click.echo(f"{gettext(ROLE_WORDS[Role(role)])} · {name}")
    click.echo(gettext(TOLD, login=login, password=password))


@group.command("reset")
@click.argument("login")
def reset(login: str) -> None:
    """A fresh password; passkeys, one-time codes and recovery codes go, every browser is signed out."""
    with db.transaction() as session:
        account = queries.account_by_login(session, login)
        if account is None:
            raise click.ClickException(gettext(NOBODY, login=login))
        second_services.forget_all(session, None, account)
        password = services.reset_password(session, None, account)
    click.echo(gettext(TOLD, login=account.login, password=password))


def _unit(session: Session, code: str) -> Unit:
    found = org.by_code(session, code) if code else next(iter(org.children(session, None, clock.today())), None)
    if found is None:
        raise click.ClickException(gettext(NO_UNIT, code=code or "–"))
    return found
