"""Every column that names or describes a person stands in the table of purposes, and every promise has its job."""

from sqlmodel import SQLModel

import webapp.centre.keeping.commands  # noqa: F401 — its job is looked for below
from webapp import COMMANDS
from webapp.centre.compliance.person_rules import speaks_of_people
from webapp.centre.keeping.table_rules import TABLE, purges
from webapp.core.data import migrations
from webapp.core.data.columns import Sealed
from webapp.core.work import jobs


def test_every_telling_column_stands_in_the_table() -> None:
    migrations.load_models()
    named = {column for keep in TABLE for column in keep.columns}
    missing = []
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            where = f"{table.name}.{column.name}"
            is_sealed = isinstance(column.type, Sealed)
            if speaks_of_people(table.name, column.name, is_sealed=is_sealed) and where not in named:
                missing.append(where)
    assert not missing, f"no purpose and no term for: {missing}"


def test_the_table_names_only_what_exists() -> None:
    migrations.load_models()
    tables = SQLModel.metadata.tables
    for keep in TABLE:
        for column in keep.columns:
            table, _, name = column.partition(".")
            assert name in tables[table].c, column
    for purge in purges():
        assert set(purge.blank) <= set(tables[purge.table].c.keys()), purge
        parent, _, name = purge.since.rpartition(".")
        assert name in tables[parent or purge.table].c, purge


def test_what_ends_has_a_job_and_what_never_ends_says_why() -> None:
    from importlib import import_module

    for name in (
        *COMMANDS,
        "webapp.centre.sync.tidy_services",
        "webapp.volunteering.certificates.batch_services",
        "webapp.core.work.nightly",
    ):
        import_module(name)
    for keep in TABLE:
        assert keep.purges or keep.jobs or keep.stays, keep.what
        assert set(keep.jobs) <= set(jobs.RHYTHMS), keep.jobs
    assert "keeping.purge" in jobs.RHYTHMS
