"""`flask db move`: a whole district to PostgreSQL, proved by counts, contents and chains."""

import time
from contextlib import closing

import click
from sqlalchemy import Engine

from webapp.centre.machine import drill_queries
from webapp.core.data import backup, db, transfer
from webapp.core.scale import moving
from webapp.core.text.i18n import N_, gettext
from webapp.core.work.commands import group as database


class Telling:
    """A line a second at most."""

    def __init__(self) -> None:
        self.last = 0.0

    def __call__(self, words: str) -> None:
        if time.monotonic() - self.last >= 1:
            self.last = time.monotonic()
            click.echo(words)


@database.command("move")
@click.argument("url")
def move(url: str) -> None:
    """Copies every row into an empty PostgreSQL (or SQLite) at URL, compares counts and contents, proves history and
    ledger there. Killed, it goes on where it was when called again; stop the product meanwhile."""
    source, target = db.engine(), db.make_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    for tally in _moved(source, target):
        click.echo(gettext(N_("%(table)s %(rows)s 行 %(digest)s"), table=f"{tally.table:32}", rows=f"{tally.rows:>10}",
                           digest=tally.digest))  # fmt: skip
    if broken := backup.first_break(target):
        raise click.ClickException(gettext(N_("两边一致，但留痕从这一行起对不上：%(line)s"), line=broken))
    with closing(db.open_session(target)) as session:
        homes, faults = drill_queries.ledger_faults(session)
    if faults:
        raise click.ClickException(gettext(N_("两边一致，但积分账有 %(count)s 处不平。"), count=faults))
    click.echo(gettext(N_("两边一致，留痕完整，%(count)s 个社区的积分账都平。"), count=homes))
    click.echo(gettext(N_("设 FULLGRID_DATABASE 后重启即可；原库没有动过。")))


def _moved(source: Engine, target: Engine) -> list[transfer.Tally]:
    if target.dialect.name == "postgresql":
        return moving.move(source, target, Telling())
    transfer.prepare(target)
    return transfer.copy_all(source, target, Telling())
