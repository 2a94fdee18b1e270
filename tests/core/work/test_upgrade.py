"""An upgrade is whole or did not happen: tried with the next version of the schema laid beside this one."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from webapp.core.data import migrations

NEXT = '''
"""The version after this one."""
from alembic import op
revision = "9999_next"
down_revision = "{head}"
branch_labels = None
depends_on = None

def upgrade() -> None:
    {does}
'''


@pytest.fixture
def next_version(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Lays a migration behind today's last one, in a copy of the folder."""

    def lay(does: str) -> None:
        folder, head = tmp_path / "migrations", migrations.head(app.extensions["engine"])
        shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "9999_next.py").write_text(NEXT.format(head=head, does=does).lstrip())
        monkeypatch.setattr(migrations, "FOLDER", folder)
        monkeypatch.setattr(migrations, "load_models", lambda: None)  # it looks for models beside the folder

    return lay


def rows(app: Flask, statement: str) -> int:
    with app.extensions["engine"].connect() as connection:
        return int(connection.execute(text(statement)).scalar_one())


def test_it_backs_up_migrates_and_checks(app: Flask, next_version) -> None:  # type: ignore[no-untyped-def]
    next_version("op.execute(\"UPDATE account SET mode = 'sun'\")")
    before = rows(app, "SELECT count(*) FROM account")
    said = app.test_cli_runner().invoke(args=["upgrade"])
    assert said.exit_code == 0, said.output
    assert "先备份" in said.output and "9999_next" in said.output
    assert rows(app, "SELECT count(*) FROM account WHERE mode = 'sun'") == before
    assert list((app.config["SETTINGS"].folder / "backups").glob("*-before-9999_next.fgbackup"))


@pytest.mark.parametrize(
    ("does", "words"),
    [
        ("op.execute(\"UPDATE account SET mode = 'sun'\"); op.execute('DELETE FROM sign_in; ')\n"
         "    op.execute('DELETE FROM post')", "post"),
        ("op.execute(\"UPDATE account SET mode = 'sun'\"); op.drop_table('attempt')", "对不上"),
        ("op.execute(\"UPDATE account SET mode = 'sun'\"); raise RuntimeError('half way')", "half way"),
    ],
    ids=["a row is gone", "a table is not what the program expects", "a migration breaks off"],
)  # fmt: skip
def test_when_the_check_fails_nothing_has_happened(app: Flask, next_version, does: str, words: str) -> None:  # type: ignore[no-untyped-def]
    head = migrations.head(app.extensions["engine"])
    next_version(does)
    said = app.test_cli_runner().invoke(args=["upgrade"])
    assert said.exit_code == 1 and "还是升级前的样子" in said.output and words in said.output, said.output
    assert migrations.current_revision(app.extensions["engine"]) == head
    assert rows(app, "SELECT count(*) FROM account WHERE mode = 'sun'") == 0
    assert rows(app, "SELECT count(*) FROM post") > 0
    assert rows(app, "SELECT count(*) FROM attempt") == 0


def test_a_broken_chain_of_audit_lines_stops_it(app: Flask) -> None:
    from webapp.core.data import db
    from webapp.core.trust import history

    with app.app_context(), db.transaction() as session:
        history.record(session, None, "rename_unit", None, after={"name": "甲"})
    with app.extensions["engine"].connect().execution_options(writing=True) as connection:
        connection.execute(text("UPDATE audit_head SET seq = seq"))  # the heads may move, the lines may not
        connection.commit()
    assert app.test_cli_runner().invoke(args=["upgrade"]).exit_code == 0


def test_the_version_is_told(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["version"]).output.count(".") == 2
