"""One meeting as one package to keep: the papers as they were handed out, the data they were made from, a hash of each.

`sha256sum -c 校验.txt` in the unpacked folder checks it without this product.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from webapp.core.paper import mail_merge, pdf
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.councils import page_queries as council_pages
from webapp.council.councils.models import CouncilMeeting
from webapp.council.minutes import queries, word_services, words_rules
from webapp.council.minutes.models import Minutes, MinutesState
from webapp.council.minutes.redaction_rules import AUDIENCE_WORDS, Audience
from webapp.council.sittings import paper_queries
from webapp.people.accounts.scope import Actor

KEPT = frozenset({MinutesState.FINAL, MinutesState.PUBLISHED})


class NotFinalYet(DomainError):
    message = N_("纪要定稿以后才能归档。")


def bundle(session: Session, actor: Actor, meeting: CouncilMeeting) -> bytes:
    """Of the version in force. Whoever takes it out of the house is on record."""
    minutes = next((one for one in queries.of_meeting(session, meeting.id) if one.state in KEPT), None)
    if minutes is None:
        raise NotFinalYet
    files = dict(_files(session, actor, meeting, minutes))
    files["校验.txt"] = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()
    ).encode()
    history.record(session, actor, "archive_meeting", minutes, after={"files": len(files), "hash": minutes.hash})
    return _pack(files, minutes)


def _files(session: Session, actor: Actor, meeting: CouncilMeeting, minutes: Minutes) -> Iterator[tuple[str, bytes]]:
    notice = council_pages.meeting(session, actor, meeting)
    yield "1 会议通知和计数清单.pdf", _print("council/councils/notice.html", "会议通知", notice)
    yield "2 签到表.pdf", _print("council/sittings/sign_in_sheet.html", "签到表", paper_queries.sheet(session, meeting))
    yield (
        "3 表决记录.pdf",
        _print("council/sittings/votes_paper.html", "表决记录", paper_queries.votes(session, meeting)),
    )
    for audience in Audience:
        told = words_rules.paper(queries.view(session, minutes, audience))
        name = f"4 会议纪要（{AUDIENCE_WORDS[audience]}）"
        yield f"{name}.pdf", _print("council/minutes/paper.html", told.mark, {"paper": told})
        yield f"{name}.docx", word_services.as_word(told, author=told.issuer)
    data = json.dumps(_told(session, meeting, minutes), ensure_ascii=False, sort_keys=True, indent=1, default=str)
    yield "5 数据.json", data.encode()


def _print(template: str, title: str, shown: dict[str, Any]) -> bytes:
    return pdf.render_pdf(mail_merge.template(template, **shown), title=title, variant="pdf/a-3a")


def _told(session: Session, meeting: CouncilMeeting, minutes: Minutes) -> dict[str, Any]:
    return {
        "meeting": meeting.id,
        "counting": meeting.counting,
        "counting_hash": meeting.counting_hash,
        "minutes": {**queries.source_of(session, minutes), "hash": minutes.hash, "state": minutes.state.value},
        "signatures": [
            {"role": one.role.value, "name": one.name, "at": clock.canonical(one.at), "hash": one.body_hash}
            for one in queries.signatures(session, minutes)
        ],
        "objections": [
            {"words": one.words, "at": clock.canonical(one.at), "answer": one.answer}
            for one in queries.objections(session, minutes.id)
        ],
        "votes": [
            {"question": vote.question, "at": clock.canonical(vote.at), "electorate": vote.electorate,
             "result": vote.result.value}
            for vote in paper_queries.votes(session, meeting)["votes"]
        ],
    }  # fmt: skip


def _pack(files: dict[str, bytes], minutes: Minutes) -> bytes:
    """Dated with the day the minutes became final."""
    at = clock.local(minutes.final_at or clock.now()).timetuple()[:6]
    draft = io.BytesIO()
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, at), content, zipfile.ZIP_DEFLATED)
    return draft.getvalue()
