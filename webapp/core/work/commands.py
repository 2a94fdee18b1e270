"""Commands of core: migrate and check the database, rotate the key, do the night's work now."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from webapp.core.crypto.ciphers import Family
from webapp.core.data import backup, backup_commands, db, migrations
from webapp.core.scale import partition_commands
from webapp.core.text.i18n import N_, gettext
from webapp.core.trust import tls_commands, vault
from webapp.core.version import version
from webapp.core.work import nightly, resealing
from webapp.core.work import upgrade as upgrading

group = AppGroup("db", help="The database: upgrade, revision check.")


@group.command("upgrade")
def upgrade() -> None:
    """Brings the database up to the code; refuses one that is newer than the code."""
    backup.before_upgrade(current_app.extensions["engine"], backup_commands.backups_folder(), click.echo)
    done = migrations.upgrade(current_app.extensions["engine"])
    click.echo(f"数据库 {done}")


@group.command("check")
def check() -> None:
    """Says what models and migrations disagree on; exits 1 when they do."""
    differences = migrations.differences(current_app.extensions["engine"])
    for line in differences:
        click.echo(line)
    raise SystemExit(1 if differences else 0)


@group.command("revision")
@click.argument("name")
def revision(name: str) -> None:
    """Writes the migration of what the models have and the database lacks."""
    click.echo(migrations.write_revision(current_app.extensions["engine"], name))


@group.command("words")
def keep_words() -> None:
    """Writes the search words of rows that have none yet. `make upgrade` does it too."""
    click.echo(str(upgrading.keep_words()))


@click.command("upgrade")
@with_appcontext
def upgrade_all() -> None:
    """What `make upgrade` does to the data: backup, every migration and its check in one transaction."""
    try:
        reached = upgrading.run(current_app.extensions["engine"], backup_commands.backups_folder(), click.echo)
    except migrations.DatabaseTooNew:
        raise
    except (Exception, SystemExit) as trouble:  # whatever it was, the data is what it was before
        click.echo(gettext(N_("没有升级，数据还是升级前的样子：%(why)s"), why=upgrading.told(trouble)), err=True)
        click.echo(gettext(N_("请换回原来的程序，把这一行和升级记录发给我们。")), err=True)
        raise SystemExit(1) from trouble
    done = N_("升级好了，核对过了。满格 %(version)s，数据库 %(revision)s")
    click.echo(gettext(done, version=version(), revision=reached))


@click.command("version")
def tell_version() -> None:
    """The version of this program."""
    click.echo(version())


@click.command("rotate-key")
@click.option("--to", type=click.Choice([one.name.lower() for one in Family]), help="the kind of key; else as now")
@with_appcontext
def rotate_key(to: str | None) -> None:
    """Adds a fresh sealing key and queues the work of sealing everything again; values sealed before stay readable."""
    family = Family[to.upper()] if to else None
    try:
        with db.transaction() as session:
            resealing.turn(session, None, current_app.config["SETTINGS"].keys_folder, family)
    except resealing.RingElsewhere as refused:
        raise click.ClickException(refused.sentence()) from refused
    click.echo(vault.current_name())


@click.command("night")
@with_appcontext
def night() -> None:
    """Does the night's work now: backup, proof of the audit lines, sweeping."""
    for work in (nightly.back_up, nightly.prove_audit, nightly.sweep):
        click.echo(work(""))


def init_app(app: Flask) -> None:
    for command in (
        backup_commands.make_backup,
        backup_commands.restore,
        backup_commands.audit,
        partition_commands.partition,
    ):
        group.add_command(command)
    app.cli.add_command(group)
    app.cli.add_command(rotate_key)
    app.cli.add_command(upgrade_all)
    app.cli.add_command(tell_version)
    app.cli.add_command(night)
    app.cli.add_command(tls_commands.make_papers)
