from flask import Flask

from webapp.core.data import migrations


def test_migrations_build_what_the_models_say(app: Flask) -> None:
    assert migrations.differences(app.extensions["engine"]) == []


def test_a_database_newer_than_the_code_is_refused_with_a_sentence(app: Flask) -> None:
    engine = app.extensions["engine"]
    with engine.connect().execution_options(writing=True) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_from_tomorrow'")
        connection.commit()
    try:
        migrations.upgrade(engine)
    except migrations.DatabaseTooNew as refusal:
        assert "9999_from_tomorrow" in str(refusal)
    else:
        raise AssertionError("an unknown database was upgraded")


def test_migrations_may_be_run_again(app: Flask) -> None:
    engine = app.extensions["engine"]
    assert migrations.upgrade(engine) == migrations.head(engine)
