"""flask readings show LOGIN: what an account has seen, as a table; and the jobs that look for what is unusual."""

import csv
import sys
from datetime import datetime

import click
from flask.cli import AppGroup

from webapp.centre.watch import page_forms, people_queries, queries, rules, services
from webapp.core.data import db
from webapp.core.files.sheet_cells import escaped
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.work import jobs
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Role
from webapp.people.accounts.scope import Actor, Hat
from webapp.people.org import queries as org
from webapp.people.org.models import UnitKind

group = AppGroup("readings", help="Whose data an account has seen.")
DAY = click.DateTime(formats=["%Y-%m-%d"])


@group.command("show")
@click.argument("login")
@click.option("--from", "first", type=DAY, help="First day, 2026-11-01.")
@click.option("--to", "last", type=DAY, help="Last day.")
@click.option("--device", default="", help="Only what this device read, as the page names it.")
def show_readings(login: str, first: datetime | None, last: datetime | None, device: str) -> None:
    """Whose data an account has seen, masked, with the fields and the ways: CSV on standard output."""
    session = db.session()
    account = accounts.account_by_login(session, login)
    if account is None:
        click.echo(gettext(services.NobodyNamed.message), err=True)
        raise SystemExit(1)
    eyes = Actor("", "", "", hats=_everywhere())
    span = rules.span_of(first and first.date(), last and last.date(), clock.today())
    found = people_queries.shown(session, eyes, queries.readings_of(session, eyes, account.id, *span, device))
    sheet = csv.writer(sys.stdout)
    sheet.writerow([gettext(column.title) for column in page_forms.COLUMNS])
    sheet.writerows([_plain(cell) for cell in row] for row in page_forms.rows(found.people))


def _plain(cell: object) -> object:
    return clock.stamp(cell) if isinstance(cell, datetime) else escaped(cell)


def _everywhere() -> tuple[Hat, ...]:
    """Whoever stands at the machine itself."""
    session = db.session()
    tops = [org.unit(session, unit_id) for unit_id in org.ids_of_kinds(session, UnitKind.DISTRICT)]
    return tuple(Hat(Role.AUDITOR, top.id, top.name, top.kind, top.path, None) for top in tops)


@jobs.periodic("watch.hour", minutes=60)
def look_hourly(job_id: str) -> str:
    with db.transaction() as session:
        return str(services.look(session, hours=2))


@jobs.periodic("watch.night", at="04:20")
def look_nightly(job_id: str) -> str:
    """What an hour missed while the machine stood still."""
    with db.transaction() as session:
        return str(services.look(session, hours=27))
