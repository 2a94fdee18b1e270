"""Rows that came without their search words are found after an upgrade."""

from sqlalchemy import delete
from sqlmodel import Session

from tests.casework.cases.conftest import Open
from tests.casework.cases.conftest import open_case as open_case
from tests.conftest import HouseClient
from tests.town import Town
from webapp.core.data import db
from webapp.core.search.word_search import WordPair


def test_missing_words_are_written_once(client: HouseClient, session: Session, town: Town, open_case: Open) -> None:
    case = open_case(words="东门路灯不亮")
    with db.transaction() as writing:
        writing.execute(delete(WordPair))
    client.sign_in(town.li)
    assert case.id not in client.get("/cases/?q=路灯").get_data(as_text=True)
    run = client.application.test_cli_runner()
    assert run.invoke(args=["db", "words"]).output.strip() == "1"
    assert run.invoke(args=["db", "words"]).output.strip() == "0"
    assert case.id in client.get("/cases/?q=路灯").get_data(as_text=True)
