"""What a phone keeps of the program changes with the program only: not with what happens in the district."""

from flask import Flask
from sqlmodel import Session

from tests.certificates.papers import issue
from tests.conftest import HouseClient
from tests.sync.test_records import HERE
from tests.town import Town
from webapp.certificates import services
from webapp.core import db, ids


def test_a_certificate_issued_and_ended_makes_no_new_release_but_another_list(
    app: Flask, client: HouseClient, session: Session, town: Town
) -> None:
    def hello() -> str:
        given = {"nonce": "n", "device": ids.new()}
        said = client.post("/sync/hello", json=given, token=False, headers=HERE).get_json()
        return str(said["ended"])

    client.sign_in(town.wang)
    release, before = client.get("/sync/manifest").get_json()["release"], hello()
    assert client.get("/c/list").get_json()["version"] == before
    paper = issue(session, town, "one")
    assert hello() == before, "a new paper ends nothing"
    with db.transaction(session) as writing:
        services.end(writing, None, paper, reason="错发")
    after = hello()
    assert after != before
    listed = client.get("/c/list").get_json()
    assert (listed["version"], listed["ended"]) == (after, [[services.mark(paper.id), "void"]])
    assert client.get("/sync/manifest").get_json()["release"] == release
