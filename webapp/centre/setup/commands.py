"""flask setup: the first start for machines; flask setup code: what `make start` prints; which: for scripts."""

import secrets
import tomllib
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from webapp.centre.setup import queries, rules, services
from webapp.core.crypto.ciphers import Family
from webapp.core.data import db
from webapp.core.files.spreadsheets import decoded
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.org.import_services import BadDivisions
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import SETTINGS, Name

MISSING = N_("setup.toml 里缺 [%(table)s] 的 %(key)s。")
CIPHERS = {"aes": Family.AES, "sm": Family.SM4}
UNKNOWN = N_("setup.toml 里的 ciphers 只能写在最前面、不属于哪一张表，值是 \"aes\" 或 \"sm\"。")
DONE = N_("已经设置好了，第二次不做。")


@click.group("setup", cls=AppGroup, invoke_without_command=True)
@click.option("--from", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A setup.toml.")
@click.pass_context
@with_appcontext
def group(context: click.Context, file: Path | None) -> None:
    """The first start without a browser: district, settings and first account from one file."""
    if context.invoked_subcommand is None:
        if file is None:
            raise click.UsageError("--from setup.toml")
        _found(tomllib.loads(file.read_text(encoding="utf-8")), file.parent)


@group.command("code")
@click.option("--url", default="", help="Where the page is served, for a link that brings the code along.")
def print_code(url: str) -> None:
    """A fresh one-time code for the set-up page; says nothing once somebody can sign in."""
    if queries.is_set_up(db.session()):
        return
    with db.transaction() as session:
        code = services.make_code(session)
    click.echo(gettext(N_("还没有人能登录。用浏览器打开下面的网址开始设置：")))
    click.echo(f"  {url}/setup/?code={code}")
    click.echo(gettext(N_("  一次性口令：%(code)s"), code=code))


@group.command("which")
def which() -> None:
    """demo, own, plain (before this was written down) or empty."""
    found = settings.installation(db.session())
    if found is None:
        click.echo("plain" if queries.is_set_up(db.session()) else "empty")
    else:
        click.echo("demo" if found.is_demo else "own")


def _found(told: dict[str, Any], folder: Path) -> None:
    if queries.is_set_up(db.session()):
        raise click.ClickException(gettext(DONE))
    district, account = _table(told, "district", "code"), _table(told, "account", "name", "login")
    owner = _table(told, "owner", "name")
    text = decoded((folder / district["file"]).read_bytes()) if "file" in district else rules.built_in()
    password = account.get("password") or secrets.token_urlsafe(9)
    first = services.FirstAccount(account["name"], account["login"], password, account.get("phone"))
    keys, family = current_app.config["SETTINGS"].keys_folder, _family(told)
    values = {Name.OWNER: owner["name"], **_settings(told.get("settings", {}))}
    try:
        with db.transaction() as session:
            counts = services.choose_district(session, text, str(district["code"]))
            made = services.found(session, first, values, keys=keys, family=family)
    except BadDivisions as bad:
        raise click.ClickException("\n".join([bad.sentence(), *bad.lines()[:20]])) from bad
    except NotFound as second:
        raise click.ClickException(gettext(DONE)) from second
    except DomainError as refusal:
        raise click.ClickException(refusal.sentence()) from refusal
    click.echo(gettext(N_("建好了：%(added)s 个单位。登录名 %(login)s"), added=counts["added"], login=first.login))
    if "password" not in account:
        click.echo(gettext(N_("密码：%(password)s"), password=password))
    click.echo(gettext(N_("备用码，每个只能用一次：")))
    for code in made.codes:
        click.echo(f"  {code}")


def _table(told: dict[str, Any], name: str, *keys: str) -> dict[str, Any]:
    found: dict[str, Any] = told.get(name, {})
    for key in keys:
        if not found.get(key):
            raise click.ClickException(gettext(MISSING, table=name, key=key))
    return found


def _family(told: dict[str, Any]) -> Family | None:
    """A word that landed in a table by its place in the file would be passed over, and cannot be made good later."""
    word = told.get("ciphers")
    if any("ciphers" in one for one in told.values() if isinstance(one, dict)) or word not in (None, *CIPHERS):
        raise click.ClickException(gettext(UNKNOWN))
    return CIPHERS[word] if word else None


def _settings(told: dict[str, Any]) -> dict[Name, Any]:
    unknown = [name for name in told if name not in {one.value for one in SETTINGS}]
    if unknown:
        raise click.ClickException(gettext(N_("不认识的设置：%(names)s"), names=listed(unknown)))
    return {Name(name): value for name, value in told.items()}
