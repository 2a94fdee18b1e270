"""The picture the audit looks at: the tables as they are declared, the jobs that run, the files as they lie there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

from webapp.centre.assessment.models import Deed
from webapp.centre.compliance.audit_rules import Picture, Route
from webapp.centre.compliance.person_rules import speaks_of_people
from webapp.centre.keeping.table_rules import TABLE
from webapp.core.data import migrations
from webapp.core.data.columns import Sealed
from webapp.core.work import jobs
from webapp.people.settings.rules import Name

ROOT = Path(__file__).resolve().parents[3]
READ = ("webapp/**/*.py", "templates/**/*.html", "static/js/**/*.js")
OWN = ("webapp/centre/compliance/", "templates/centre/compliance/")  # this page names what it looks for


def picture(routes: list[Route], headers: dict[str, str]) -> Picture:
    migrations.load_models()
    tables = list(SQLModel.metadata.tables.values())
    columns = [(table.name, one.name, isinstance(one.type, Sealed)) for table in tables for one in table.columns]
    return Picture(
        routes=tuple(routes), columns=tuple(f"{table}.{name}" for table, name, _ in columns),
        jobs=tuple(sorted({*jobs.RHYTHMS, *jobs.KINDS})), settings=tuple(name.value for name in Name),
        deeds=tuple(deed.value for deed in Deed), sources=sources(), headers=headers,
        personal=tuple(
            f"{table}.{name}" for table, name, sealed in columns if speaks_of_people(table, name, is_sealed=sealed)
        ),
        purposes=frozenset(column for keep in TABLE for column in keep.columns),
        conditions=tuple(
            str(one.sqltext) for table in tables for one in table.constraints if isinstance(one, CheckConstraint)
        ),
    )  # fmt: skip


@cache
def sources() -> dict[str, str]:
    """File → text, read once a process: what runs does not change while it runs."""
    files = (file for pattern in READ for file in sorted(ROOT.glob(pattern)))
    named = ((str(file.relative_to(ROOT)), file) for file in files)
    return {name: file.read_text(encoding="utf-8") for name, file in named if not name.startswith(OWN)}
