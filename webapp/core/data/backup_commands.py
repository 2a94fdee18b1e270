"""`flask db backup`, `restore` and `audit`: for the person who looks after the machine."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from webapp.core.data import backup, db
from webapp.core.time import generations

FOLDER = "backups"


def backups_folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].folder
    return folder / FOLDER


@click.command("backup")
@with_appcontext
def make_backup() -> None:
    """Copies, checks and encrypts the database into DATA/backups, and lets old generations go."""
    made = backup.make(db.engine(), backups_folder(), click.echo)
    gone = backup.prune(backups_folder())
    for hook in backup.AFTER_BACKUP:
        hook(backups_folder())
    click.echo(f"备份 {made}（{made.stat().st_size // 1024} KB），清理旧备份 {len(gone)} 份")
    click.echo("没有钥匙，备份打不开：flask keys shares 把钥匙分给三个人，任两人能恢复。照片送到“第二个地方”。")


@click.command("restore")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(file: Path | None) -> None:
    """Checks a backup (the newest, or FILE), keeps one of the present state, then puts it in place; a running server
    may stay on."""
    file = file or next(iter(generations.listed(backups_folder())), None)
    if file is None:
        raise click.ClickException(f"{backups_folder()} 里没有备份。先用 flask db fetch 从第二个地方取回来。")
    click.echo(file.name)
    backup.restore(db.engine(), file, backups_folder(), click.echo)
    click.echo("已恢复。手机会自动补交备份之后的记录；门牌、签到码、公示网址、门上的留条、证书照旧能用。")
    click.echo("备份之后才有的这些要重做：志愿者自己的手机到前台再认一次；给商户的一次性链接、邀请码、借用口令重新发。")


@click.command("audit")
@with_appcontext
def audit() -> None:
    """Proves the audit chains; names the first line that does not fit and exits 1."""
    broken = backup.first_break(db.engine())
    click.echo(f"留痕从这一行起对不上：{broken}" if broken else "留痕完整。")
    raise SystemExit(1 if broken else 0)
