from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from webapp.casework.cases import answer_services, handling_services, receipt_rules, voice_queries, voice_services
from webapp.casework.cases import services as cases
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.services import Matter
from webapp.casework.cases.voice_services import Speaker, Spoken
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.photos.services import TooManyPhotos
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError, NotFound
from webapp.door.say import queries, rules
from webapp.door.say.queries import Door
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices

NOT_CONTENT = N_("%(number)s 反映的人凭回执说：没解决或不满意。")
SAID_AGAIN = N_("%(number)s 又有居民扫码说了同一件事，24 小时内一起联系一下。")
SAID = N_("%(number)s 居民扫码说了一件事，24 小时内联系一下。")


class UnknownCategory(DomainError):
    status = 422
    message = N_("请选哪一类。")


def speak_up(session: Session, door: Door, told: dict[str, Any], pictures: Sequence[bytes] = ()) -> str:
    """A case of its own, or one more voice on the one it is. Returns the receipt."""
    if len(pictures) > rules.MOST_PHOTOS:
        raise TooManyPhotos(field="photos", most=rules.MOST_PHOTOS)
    receipt = receipt_rules.new_receipt()
    who = Speaker(name=told["name"], phone=told["phone"], door=told["door"], may_name=bool(told["may_name"]))
    spoken = Spoken(told["words"], Source.RESIDENT, speaker=who, receipt=receipt)
    code = known_code(session, told["category"])
    if told["same_as"] and told["same_as"] != "new":
        case: GridCase = queries.open_case_here(session, door.place, code, told["same_as"])
        voice_services.add_voice(session, None, case, spoken)
    else:
        case = cases.open_case(session, None, place=door.place, spoken=spoken, matter=Matter(category_code=code))
    handling_services.show(session, None, case, pictures)
    on_duty = people.accounts_on_duty(session, door.place.grid_id or door.place.community_id)
    again = bool(told["same_as"] and told["same_as"] != "new")
    cause = f"again:{case.id}:{clock.today()}" if again else f"said:{case.id}"  # ten voices of a day are one notice
    notices.tell(
        session, on_duty, SAID_AGAIN if again else SAID, cause=cause, url=f"/cases/{case.id}",
        community_id=case.community_id, number=case.number,
    )  # fmt: skip
    return receipt


def judge(session: Session, receipt: str, *, is_solved: bool, is_satisfied: bool, words: str) -> None:
    """Whoever holds the receipt judges the result; those on duty hear of it where it is not what was hoped for."""
    voice = voice_queries.voice_by_receipt(session, receipt)
    if voice is None:
        raise queries.absent(receipt)
    case, answer = answer_services.judge(session, voice, is_solved=is_solved, is_satisfied=is_satisfied, words=words)
    if not (is_solved and is_satisfied):
        on_duty = people.accounts_on_duty(session, case.community_id)
        notices.tell(
            session, on_duty, NOT_CONTENT, cause=f"judged:{answer.id}", url=f"/cases/{case.id}",
            community_id=case.community_id, number=case.number,
        )  # fmt: skip


def known_code(session: Session, code: str) -> str:
    try:
        return catalogue.category_by_code(session, code, clock.today()).code
    except NotFound:
        raise UnknownCategory(field="category") from None
