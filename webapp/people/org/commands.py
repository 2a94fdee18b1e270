"""flask org import FILE: the official divisions of a city."""

import io
import sys
from datetime import datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from webapp.core.data import db
from webapp.core.files.spreadsheets import NotATable, decoded
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.people.org import import_services

group = AppGroup("org", help="The tree of districts, streets, communities and grids.")
SHOWN = 50


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="The day from which the units are valid (today).")
def import_file(file: Path, since: datetime | None) -> None:
    """Reads a CSV of code, name, level, parent_code. May be repeated; adds nothing twice."""
    try:
        text = decoded(file.read_bytes())
    except NotATable as bad:
        raise click.ClickException(bad.sentence()) from bad
    on = since.date() if since else clock.today()
    bar = Bar()
    try:
        with db.transaction() as session:
            counts = import_services.import_divisions(
                session, None, io.StringIO(text, newline=""), on=on, progress=bar.show
            )
    except import_services.BadDivisions as bad:
        for line in bad.lines()[:SHOWN]:
            click.echo(line, err=True)
        raise click.ClickException(bad.sentence()) from bad
    click.echo(gettext("新增 %(added)s，更名 %(renamed)s，原有 %(kept)s。", **counts))


class Bar:
    """One line that fills up; on a pipe only the end is printed."""

    WIDTH = 30

    def show(self, done: int, total: int) -> None:
        if not sys.stderr.isatty() and done < total:
            return
        filled = self.WIDTH * done // total if total else self.WIDTH
        bar = "█" * filled + "░" * (self.WIDTH - filled)
        click.echo(f"\r{bar} {done:,}/{total:,}", nl=done >= total, err=True)
