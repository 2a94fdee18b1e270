"""Every column that names or describes a person stands in the table of purposes, and every promise has its job."""

from sqlmodel import SQLModel

import webapp.centre.keeping.commands  # noqa: F401 — its job is looked for below
from webapp import COMMANDS
from webapp.centre.keeping.table_rules import TABLE, purges
from webapp.core.data import migrations
from webapp.core.data.columns import Sealed
from webapp.core.work import jobs

# Columns of these names speak of people wherever they stand.
TELLING = {
    "name", "words", "contact", "contact_name", "contact_phone", "phone", "head_name", "note", "speaker", "author",
    "statement", "comment", "said", "body", "login", "sentence", "device",
}  # fmt: skip
# … but not in these: what they name is a place, a thing, a rule or the work itself.
OF_THINGS = {
    "award_revocation", "building", "calendar_day", "case_category", "contest", "contest_criteria", "council_rule",
    "council_series", "department", "earn_rule", "entrance", "goods", "liaison_round", "market_day", "merchant.name",
    "partner.name", "rating_round", "shop_order_line", "star_rule_set", "stocktake_line", "unit", "unit_version",
    "notice_channel.name", "qualification.name", "volunteer_number", "case_stop", "setting_change.name",
    "duty_entry", "api_key.name", "task_order", "task_routine",
    "tool_station", "tool_model", "tool_ticket", "garden",
}  # fmt: skip


def test_every_telling_column_stands_in_the_table() -> None:
    migrations.load_models()
    named = {column for keep in TABLE for column in keep.columns}
    missing = []
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            where = f"{table.name}.{column.name}"
            telling = column.name in TELLING and not {table.name, where} & OF_THINGS
            if (telling or isinstance(column.type, Sealed)) and where not in named:
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
