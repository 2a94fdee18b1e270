"""A thousand papers in the background: whole, resumable, every one once."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from pypdf import PdfReader
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.town import Town
from tests.volunteering.certificates.papers import issue
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.core.work import jobs
from webapp.people.accounts.permissions import Action
from webapp.volunteering.certificates import batch_services, paper_services, queries
from webapp.volunteering.certificates.models import BatchForm, Certificate, CertificateBatch, CertificateKind


def start(
    session: Session, town: Town, papers: Sequence[Certificate], form: BatchForm = BatchForm.ONE_FILE, who: str = "li"
) -> CertificateBatch:
    with db.transaction(session) as writing:
        return batch_services.start_batch(
            writing, town.actor(who, Action.ISSUE_CERTIFICATES), issuer_id=town.community, title="三月五日", form=form,
            archive=False, certificate_ids=[paper.id for paper in papers],
        )  # fmt: skip


def several(session: Session, town: Town, count: int) -> list[Certificate]:
    return [issue(session, town, f"batch:{n}", name=f"赵国{'强胜利民安'[n % 5]}") for n in range(count)]


def test_one_file_holds_every_paper_once_with_its_tags(
    session: Session, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_services, "PART", 3)
    papers = several(session, town, 8)
    batch = start(session, town, papers)
    assert jobs.run_pending() == 1
    content = batch_services.result_file(batch).read_bytes()
    pages = PdfReader(io.BytesIO(content)).pages
    assert len(pages) == 8
    for page, paper in zip(pages, papers, strict=True):
        assert paper.number in page.extract_text()
    made = pikepdf.open(io.BytesIO(content))
    assert made.check_pdf_syntax() == []
    assert [int(page.obj.StructParents) for page in made.pages] == list(range(8))
    numbers = [int(key) for key in list(made.Root.StructTreeRoot.ParentTree.Nums)[::2]]
    assert numbers == list(range(8))
    assert str(made.Root.Lang) == "zh-CN" and made.Root.MarkInfo.Marked
    titles = [item for item in made.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/H1"]
    assert {title.Pg.objgen for title in titles} == {page.obj.objgen for page in made.pages}


def test_a_zip_holds_the_very_files_that_are_handed_out_singly(session: Session, town: Town) -> None:
    papers = [*several(session, town, 2), issue(session, town, "plaque", CertificateKind.PLAQUE)]
    batch = start(session, town, papers, BatchForm.ZIP)
    jobs.run_pending()
    packed = zipfile.ZipFile(batch_services.result_file(batch))
    assert sorted(packed.namelist()) == sorted(f"{paper.number}.pdf" for paper in papers)
    for paper in papers:
        assert packed.read(f"{paper.number}.pdf") == paper_services.draw(paper, None)


def test_a_killed_job_goes_on_and_numbers_nothing_twice(
    session: Session, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_services, "PART", 2)
    papers = several(session, town, 6)
    batch = start(session, town, papers)
    drawn: list[int] = []
    real = batch_services._write_part

    class PowerCut(Exception): ...

    def dying(part: Path, chunk: list[Certificate], archive: bool) -> None:
        if len(drawn) == 2:
            raise PowerCut
        drawn.append(len(chunk))
        real(part, chunk, archive)

    monkeypatch.setattr(batch_services, "_write_part", dying)
    with pytest.raises(PowerCut):
        jobs.KINDS["certificate_batch"](batch.job_id, batch_id=batch.id)

    def counting(part: Path, chunk: list[Certificate], archive: bool) -> None:
        drawn.append(len(chunk))
        real(part, chunk, archive)

    monkeypatch.setattr(batch_services, "_write_part", counting)
    jobs.run_pending()
    assert drawn == [2, 2, 2], "what was drawn before the cut is not drawn again"
    assert len(PdfReader(batch_services.result_file(batch)).pages) == 6
    assert [paper.seq for paper in queries.by_ids(session, batch.certificate_ids)] == [1, 2, 3, 4, 5, 6]


def test_a_batch_reaches_only_ones_own_papers(session: Session, town: Town) -> None:
    papers = several(session, town, 1)
    with pytest.raises(NotFound):
        start(session, town, papers, who="far_host")
    with pytest.raises(batch_services.NothingToPrint):
        start(session, town, [])
    with pytest.raises(batch_services.MixedKinds):
        start(session, town, [*papers, issue(session, town, "plaque", CertificateKind.PLAQUE)])


def test_the_host_orders_watches_and_fetches(client: HouseClient, app: Flask, town: Town) -> None:
    with app.app_context():
        several(db.session(), town, 2)
    client.sign_in(town.li)
    day = clock.today().isoformat()
    order = {"title": "三月五日", "kind": "honour", "first": day, "last": day, "form": "one_file"}
    assert client.post("/certificates/batches/", data=order | {"title": ""}).status_code == 422
    assert client.post("/certificates/batches/", data=order | {"kind": "plaque"}).status_code == 422
    there = client.post("/certificates/batches/", data=order)
    assert there.status_code == 303
    assert "打印进度" in client.get(there.location).get_data(as_text=True)
    assert client.get(f"{there.location}/file").status_code == 404
    with app.app_context():
        jobs.run_pending()
    assert "下载" in client.get(there.location, htmx=True).get_data(as_text=True)
    assert client.get(f"{there.location}/file").data.startswith(b"%PDF")
    assert "三月五日" in client.get("/certificates/batches/").get_data(as_text=True)
    client.sign_in(town.far_host)
    assert client.get(there.location).status_code == 404
    assert client.get(f"{there.location}/file").status_code == 404
    client.sign_in(town.wang)
    assert client.get("/certificates/batches/").status_code == 403


def test_printed_files_are_swept_after_a_month(app: Flask, session: Session, town: Town) -> None:
    import os

    batch = start(session, town, several(session, town, 1))
    jobs.run_pending()
    folder = batch_services.result_file(batch).parent
    batch_services.sweep_papers("none")
    assert folder.exists()
    os.utime(folder, (1, 1))
    batch_services.sweep_papers("none")
    assert not folder.exists()


def test_a_batch_has_an_end_and_a_lost_one_is_not_found(
    session: Session, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_services, "MOST", 1)
    with pytest.raises(batch_services.TooManyPapers):
        start(session, town, several(session, town, 2))
    with pytest.raises(NotFound):
        queries.batch_without_scope(session, town.community)
