"""What the person at the machine types works from the command line, not only from Python."""

from flask import Flask

from webapp.core.data import migrations
from webapp.core.data.backup_commands import backups_folder


def test_backup_then_restore(app: Flask) -> None:
    runner = app.test_cli_runner()
    told = runner.invoke(args=["db", "backup"])
    assert told.exit_code == 0, told.output
    with app.app_context():
        file = next(backups_folder().glob("fullgrid-*"))
    told = runner.invoke(args=["db", "restore", str(file)])
    assert told.exit_code == 0, told.output
    assert "已恢复" in told.output


def test_moving_to_another_database(app: Flask) -> None:
    told = app.test_cli_runner().invoke(args=["db", "move", f"sqlite:///{app.config['SETTINGS'].folder}/other.db"])
    assert told.exit_code == 0, told.output
    assert "两边一致" in told.output


def test_the_audit_proof_and_the_night(app: Flask) -> None:
    assert "留痕完整" in app.test_cli_runner().invoke(args=["db", "audit"]).output
    told = app.test_cli_runner().invoke(args=["night"])
    assert told.exit_code == 0, told.output


def test_a_database_of_newer_code_is_refused_with_a_sentence(app: Flask) -> None:
    with app.extensions["engine"].execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_future'")
    told = app.test_cli_runner().invoke(args=["db", "upgrade"])
    assert isinstance(told.exception, migrations.DatabaseTooNew)
    assert "9999_future" in str(told.exception)
