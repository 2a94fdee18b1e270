"""flask seed: the demo district; flask seed --size city: a million residents for measuring."""

import os
import secrets
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlmodel import Session, select

from webapp.core.data import db
from webapp.core.text.i18n import gettext
from webapp.core.trust import history
from webapp.demo import CHAPTERS
from webapp.demo.district import OTHERS, ROLES
from webapp.demo.town import Town
from webapp.people.accounts import services as accounts
from webapp.people.accounts.rules import ROLE_WORDS
from webapp.people.org.models import Unit
from webapp.people.settings import services as settings
from webapp.register.register import tally_services

CARD = "demo-sign-ins.txt"


@click.command("seed")
@click.option("--if-empty", is_flag=True, help="Do nothing when the database already has units.")
@click.option("--size", type=click.Choice(["demo", "city"]), default="demo", help="demo (default), or 1 M residents.")
@click.option("--residents", type=int, default=1_000_000, help="How many residents a city has.")
def group(if_empty: bool, size: str, residents: int) -> None:
    """Fills an empty database: the demo district with its sign-ins, or a city for measuring."""
    if not is_empty(db.session()):
        if not if_empty:
            raise click.ClickException(gettext("数据库里已经有数据了，演示数据只装进空库。"))
        _print_card()
        return
    if size == "city":
        import_module("webapp.demo.city").build(residents)
        return
    password = os.environ.get("FULLGRID_DEMO_PASSWORD") or secrets.token_urlsafe(6)
    warn_of(password)
    tell_all(password)
    _write_card(password)
    _print_card()


def is_empty(session: Session) -> bool:
    return session.exec(select(Unit.id).limit(1)).first() is None


def tell_all(password: str, *, quiet: bool = False) -> Town:
    """All chapters in one transaction: a demo that was interrupted leaves nothing behind."""
    hashed = accounts.hash_password(password)
    with db.transaction() as session:
        town = Town(session, hashed)
        for name in CHAPTERS:
            began = time.perf_counter()
            import_module(f"webapp.demo.{name}").tell(session, town)
            session.flush()
            if not quiet:
                click.echo(f"    {name}: {time.perf_counter() - began:.1f} s")
        tally_services.rebuild(session)
        settings.found(session, is_demo=True)
        history.record(session, None, "tell_demo", None, after={"chapters": list(CHAPTERS)})
    return town


def warn_of(password: str) -> None:
    """Invented people may have a weak password if whoever runs the demo wants one; everybody else may not."""
    try:
        accounts.judge_password("demo", password)
    except accounts.WeakPassword as weak:
        click.echo(f"FULLGRID_DEMO_PASSWORD: {weak.sentence()}", err=True)


def _card_file() -> Path:
    folder: Any = current_app.config["SETTINGS"].folder
    return Path(folder) / CARD


def _write_card(password: str) -> None:
    lines = [gettext("演示账号（密码都是 %(password)s）", password=password)]
    everyone = (ROLES | OTHERS).items()
    lines += [f"  {login:<8}{gettext(ROLE_WORDS[role])} · {name}" for login, (name, role, _) in everyone]
    file = _card_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as card:
        card.write("\n".join(lines) + "\n")


def _print_card() -> None:
    if _card_file().exists():
        click.echo(_card_file().read_text(encoding="utf-8"))
