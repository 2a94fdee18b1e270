"""flask keys …, and what the machine's slice adds to flask db: carry, fetch."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from cryptography.exceptions import InvalidTag
from flask import current_app, render_template
from flask.cli import AppGroup

from webapp.centre.machine import (
    archive_rules,
    carry_services,
    drill_queries,
    drill_services,
    job_commands,  # noqa: F401 — registers its jobs
    key_services,
    move_commands,  # noqa: F401 — adds its command
    queries,
    rules,
    spread_services,
)
from webapp.core.data import backup, db
from webapp.core.data.backup_commands import backups_folder
from webapp.core.files import blob_store
from webapp.core.files.second_place import Address, is_address, open_place
from webapp.core.paper import pdf
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock, generations
from webapp.core.trust import holders
from webapp.core.web.errors import DomainError
from webapp.core.work.commands import group as database
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name

group = AppGroup("keys", help="The key ring: for three holders, any two of whom open it.")


@group.command("shares")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="A folder for three PDFs, one a holder.")
def shares(out: Path | None) -> None:
    """A new set of three papers; without --out the words are printed here. The set before opens nothing made later."""
    root = _root()
    known, drawn = holders.draw(root)
    owner = settings.value(db.session(), Name.OWNER)
    for share in drawn:
        if out is None:
            click.echo(gettext(N_("第 %(number)s 张：%(words)s"), number=share.number, words=" ".join(share.words)))
            continue
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        html = render_template("centre/machine/shares_paper.html", **key_services.paper([share], owner))
        file = out / f"key-paper-{share.number}.pdf"
        file.write_bytes(pdf.render_pdf(html, title="钥匙纸"))
        file.chmod(0o600)
        click.echo(file)
    with db.transaction() as session:
        key_services.count(session, None, root, known)
    click.echo(gettext(N_("三张分给三个人，然后用任意两张试一遍：flask keys try")))


@group.command("try")
def try_out() -> None:
    """Two papers as they stand, typed in: they open the ring of today. Nothing is changed."""
    with _in_words():
        known = holders.try_out(_root(), _typed())
    click.echo(gettext(N_("对的：第 %(number)s 套，这两张能把钥匙找回来。"), number=known.number))


@group.command("restore")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path | None) -> None:
    """Any two papers bring the key ring back from FILE (DATA/backups/ring.sealed). What lies there now is kept."""
    file = file or backups_folder() / carry_services.RING
    if not file.exists():
        raise click.ClickException(gettext(N_("没有找到 %(file)s。先 flask db fetch 取回来。"), file=file))
    with _in_words():
        written = holders.put_back(_root(), holders.open_ring(file.read_bytes(), _typed()))
    click.echo(gettext(N_("钥匙找回来了：%(files)s。接着 flask db restore。"), files=listed(written)))


def _typed() -> list[str]:
    ask = N_("第 %(number)s 张上的词，按顺序，空格隔开")
    return [click.prompt(gettext(ask, number=number)) for number in (1, 2)]


def _root() -> Path:
    root: Path = current_app.config["SETTINGS"].folder
    return root


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except DomainError as refusal:
        raise click.ClickException(refusal.sentence()) from refusal


@database.command("drill")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def drill(file: Path | None) -> None:
    """Brings the newest backup (or FILE) back beside what is in use, proves it, and says what would be missing and from
    which phones it comes back. Exits 1 when something does not hold."""
    today = drill_services.Today(db.engine(), backups_folder(), blob_store.shelf())
    with _in_words():
        row = drill_services.drill(db.session(), today, file, rules.log.info)
    for line in drill_queries.told(db.session(), row):
        click.echo(line)
    raise SystemExit(0 if row.is_good else 1)


@database.command("archive")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--to", "moment", type=click.DateTime(), help="The moment to go back to, in the district's time.")
def archive(folder: Path, moment: datetime | None) -> None:
    """PostgreSQL: what to configure so that FOLDER takes its log, or with --to how to go back to a moment."""
    if not db.is_postgres(db.session()):
        raise click.ClickException(gettext(N_("现在用的是 SQLite：只能恢复到最近的备份（flask db restore）。")))
    address = db.engine().url.set(drivername="postgresql").render_as_string()
    at = moment.replace(tzinfo=clock.ZONE) if moment else None
    for line in archive_rules.told(folder.absolute(), address, at):
        click.echo(line)


@database.command("restored")
def restored() -> None:
    """After PostgreSQL went back to a moment: phones offer again what they sent since, numbers go on further along."""
    backup.restored(db.engine())
    click.echo(gettext(N_("好了：手机会补交，编号往后跳。")))


@database.command("distribute")
@click.option("--dry-run", is_flag=True, help="Says where each table would go, and whether the rows allow it.")
def distribute(dry_run: bool) -> None:
    """PostgreSQL: keys by community, and with Citus each community's rows onto its machine. Stop the product first;
    what was stopped half-way goes on from there."""
    with _in_words():
        spread_services.distribute(db.engine(), click.echo, dry_run=dry_run)
    if not dry_run:
        click.echo(gettext(N_("按社区分好了。现在可以启动；以后升级前先 flask db gather。")))


@database.command("gather")
def gather() -> None:
    """Takes `distribute` back: whole tables with plain keys. Needed before an upgrade that changes tables."""
    with _in_words():
        spread_services.gather(db.engine(), click.echo)
    click.echo(gettext(N_("合回一处了。")))


@database.command("carry")
def carry() -> None:
    """Brings the newest backup and what is new of the photos to the second place, now."""
    row = carry_services.carry(db.session(), blob_store.shelf(), backups_folder())
    if not row.is_good:
        raise click.ClickException(rules.said(row.trouble))
    done = N_("送到了：%(file)s，新照片 %(photos)s 张，清理旧的 %(gone)s 份")
    click.echo(gettext(done, file=row.file, photos=row.photos, gone=row.gone))


@database.command("fetch")
@click.argument("address", required=False)
@click.option("--endpoint", default="", help="Of an S3-compatible store.")
def fetch(address: str | None, endpoint: str) -> None:
    """Brings the newest backup, the sealed key ring and missing photos back from a second place. On a new machine give
    its ADDRESS; AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY say who asks a store."""
    at = Address(address, endpoint) if address else queries.second_address(db.session())
    if at is None or not is_address(at.url):
        raise click.ClickException(gettext(carry_services.NoPlace.message))
    place, folder = open_place(at), backups_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        there = place.names(carry_services.BACKUPS)
        for name in _wanted(there):
            place.get(name, folder / Path(name).name)
            click.echo(folder / Path(name).name)
        if (ring := f"{carry_services.BACKUPS}/{carry_services.RING}") in there:
            place.get(ring, folder / carry_services.RING)
            click.echo(folder / carry_services.RING)
        came, _ = carry_services.fetch_photos(place, blob_store.shelf(), folder)
        click.echo(gettext(N_("取回照片 %(n)s 张"), n=came))
    except InvalidTag:
        click.echo(gettext(N_("照片要有钥匙才打得开。先 flask keys restore，再 flask db restore，然后再取一次。")))
    except Exception as error:
        raise click.ClickException(rules.said(rules.trouble_of(error))) from error


def _wanted(names: set[str]) -> list[str]:
    return generations.ordered(name for name in names if name.endswith(generations.SUFFIX))[:1]
