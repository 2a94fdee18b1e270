"""`flask db partition`: the tables that grow fastest cut by time, for the person who looks after a district's
PostgreSQL."""

import click
from flask.cli import with_appcontext

from webapp.core.data import db, migrations
from webapp.core.scale import partitioning, partitions
from webapp.core.text.i18n import N_, gettext


@click.command("partition")
@click.option("--months", type=click.Choice(["1", "3", "6", "12"]), default=str(partitions.MONTHS), show_default=True)
@with_appcontext
def partition(months: str) -> None:
    """Cuts visits, the history and the receipts by time, on PostgreSQL, while the product runs. Killed, it goes on
    where it was."""
    engine = db.engine()
    if engine.dialect.name != "postgresql":
        raise click.ClickException(gettext(N_("现在用的是 SQLite：不用分。先 flask db move 搬到 PostgreSQL。")))
    migrations.refuse_spread(engine, partitioning.PartitionRefused)
    for table in partitions.TABLES:
        proof = partitioning.cut(engine, table, click.echo, int(months))
        if proof is None:
            click.echo(gettext(N_("%(table)s 早就分好了。"), table=table))
        else:
            done = N_("%(table)s 分好了：%(rows)s 行，两边一样 %(digest)s")
            click.echo(gettext(done, table=table, rows=proof.rows, digest=proof.digest))
    with engine.begin() as on:
        for part in partitioning.coming(on):
            click.echo(part)
