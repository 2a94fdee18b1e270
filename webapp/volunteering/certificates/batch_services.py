"""Many papers in the background: in parts that are kept, so that a killed job goes on where it was.

No number is given here. A batch prints certificates that exist, so doing it twice cannot number anything twice.
"""

import shutil
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlmodel import Session, col, select

from webapp.core.data import db, ids
from webapp.core.paper import pdf_merge
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web import site_address
from webapp.core.web.errors import DomainError, NotFound
from webapp.core.work import jobs
from webapp.people.accounts.scope import Actor, within
from webapp.volunteering.certificates import paper_services, queries
from webapp.volunteering.certificates.models import BatchForm, Certificate, CertificateBatch

PART = 50
MOST = 5000
KEPT_DAYS = 30


class NothingToPrint(DomainError):
    status = 422
    message = N_("没有可打印的证书。请先选发证日期，或换一种证书。")


class MixedKinds(DomainError):
    """A certificate and a plaque are sheets of different size: no printer takes them from one tray."""

    status = 422
    message = N_("合成一个文件时，只能是同一种证书。请分开打印，或打成压缩包。")


class TooManyPapers(DomainError):
    status = 422
    message = N_("一次最多打印 %(most)s 份，请分几批。")


def start_batch(
    session: Session,
    actor: Actor,
    *,
    issuer_id: str,
    title: str,
    form: BatchForm,
    archive: bool,
    certificate_ids: Sequence[str],
) -> CertificateBatch:
    """One file holds one kind of paper, since each kind has its own page size."""
    papers = _in_reach(session, actor, certificate_ids)
    if not papers:
        raise NothingToPrint(field="first")
    if len(papers) > MOST:
        raise TooManyPapers(most=MOST)
    if form is BatchForm.ONE_FILE and len({paper.kind for paper in papers}) > 1:
        raise MixedKinds(field="form")
    batch = CertificateBatch(
        id=ids.new(), issuer_id=issuer_id, title=title, form=form, archive=archive,
        certificate_ids=[paper.id for paper in papers], made_at=clock.now(), made_by=actor.account_id,
    )  # fmt: skip
    batch.job_id = jobs.start(session, actor, "certificate_batch", community_id=issuer_id, batch_id=batch.id).id
    session.add(batch)
    session.flush()
    history.record(session, actor, "print_batch", batch, after={"papers": len(papers)}, community_id=issuer_id)
    return batch


@jobs.job("certificate_batch")
def print_batch(job_id: str, *, batch_id: str) -> str:
    batch = queries.batch_without_scope(db.session(), batch_id)
    folder = site_address.folder("papers", batch_id)
    size = PART if batch.form is BatchForm.ONE_FILE else 1
    total = len(batch.certificate_ids)
    parts: list[Path] = []
    for start, papers in _chunks(batch, size):
        part = folder / f"part-{start:05d}.pdf"
        if not part.exists():
            _write_part(part, papers, batch.archive)
        parts.append(part)
        if len(parts) * size % PART == 0 or start + size >= total:
            jobs.progress(job_id, min(start + size, total), total)
    finished = result_file(batch)
    if batch.form is BatchForm.ONE_FILE:
        pdf_merge.bind(parts, finished)
    else:
        _zip(parts, queries.by_ids(db.session(), batch.certificate_ids), finished)
    for part in parts:
        part.unlink()
    return finished.name


def result_file(batch: CertificateBatch) -> Path:
    kind = "pdf" if batch.form is BatchForm.ONE_FILE else "zip"
    return site_address.folder("papers", batch.id) / f"certificates.{kind}"


@jobs.periodic("sweep_papers", at="03:40")
def sweep_papers(job_id: str) -> None:
    """Printed files hold names; they can be made again, so they are not kept."""
    oldest = time.time() - KEPT_DAYS * 86400
    for folder in site_address.folder("papers").iterdir():
        if folder.is_dir() and folder.stat().st_mtime < oldest:
            shutil.rmtree(folder)


def _in_reach(session: Session, actor: Actor, certificate_ids: Sequence[str]) -> list[Certificate]:
    query = within(select(Certificate), actor, Certificate.issuer_id).where(col(Certificate.id).in_(certificate_ids))
    found = list(session.exec(query.order_by(col(Certificate.year), col(Certificate.seq))))
    if len(found) != len(set(certificate_ids)):
        raise NotFound
    return found


def _chunks(batch: CertificateBatch, size: int) -> Iterator[tuple[int, list[Certificate]]]:
    """Rows are read fifty at a time whatever the part's size."""
    for begin in range(0, len(batch.certificate_ids), PART):
        papers = queries.by_ids(db.session(), batch.certificate_ids[begin : begin + PART])
        for at in range(0, len(papers), size):
            yield begin + at, papers[at : at + size]
        db.session().rollback()


def _write_part(part: Path, papers: list[Certificate], archive: bool) -> None:
    ends = queries.ends_of(db.session(), papers)
    drawn = paper_services.draw_many([(paper, ends.get(paper.id)) for paper in papers], archive=archive)
    draft = part.with_suffix(".new")
    draft.write_bytes(drawn)
    draft.replace(part)


def _zip(parts: list[Path], papers: list[Certificate], target: Path) -> None:
    draft = target.with_suffix(".new")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as packed:
        for part, paper in zip(parts, papers, strict=True):
            packed.write(part, f"{paper.number}.pdf")
    draft.replace(target)
