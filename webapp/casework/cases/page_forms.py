"""The page of one case: its acts as forms, each with its own place to be refused in."""

from dataclasses import dataclass
from typing import Any

from flask import Response

from webapp.casework.cases import (
    answer_queries,
    category_services,
    merger_queries,
    page_queries,
    path_queries,
    pause_services,
    queries,
    rules,
    voice_queries,
)
from webapp.casework.cases.act_forms import BESIDE, OFFERS, ActOffer, main_verb
from webapp.casework.cases.forms import ActForm, CallBackForm, DecisionForm, DoneForm, HouseholdForm
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import State, Verb
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.catalogue.models import Evidence
from webapp.casework.photos import queries as photos
from webapp.core.data import db
from webapp.core.lists.first_rows import First, first, turned
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import current
from webapp.people.accounts.permissions import Action

MOST_STRANGERS = 5
WORDS: dict[str, Any] = {"state_names": rules.STATE_NAMES, "verb_names": rules.VERB_NAMES}


def show_case(case: GridCase, status: int = 200, **refused: ActForm) -> Response:
    """The page of one case; `refused` puts a form that did not pass in its place, open and with its words."""
    session, actor = db.session(), current()
    voices, life = queries.list_voices(session, case), page_queries.life(session, case)
    kept = [photos.list_photos(session, kind, [case.id], case.community_id) for kind in ("case", "hazard")]
    taken = [one for of_kind in kept for one in of_kind[case.id]]
    shown: dict[str, Any] = {
        "case": case, "kind": catalogue.category(session, case.category_id),
        "names": page_queries.names(session, case), "life": life, "voices": voices,
        "households": voice_queries.count_households(session, case.id), "acts": _acts(case, refused),
        "answers": answer_queries.list_answers(session, case), "co_handlers": queries.list_co_handlers(session, case),
        "extensions": queries.list_extensions(session, case), "merged": merger_queries.list_merged(session, case),
        "photos": taken, "path": path_queries.stations(case, life, taken),
        "around": path_queries.around(session, actor, case),
        "proposal": queries.open_proposal(session, case.id), "unsolved": answer_queries.count_unsolved(session, case),
        "source": rules.SOURCE_NAMES[case.source],
        "waiting": _waiting(case, voices, refused), "left": page_queries.left_to_others(session, actor, case),
        "strangers": _strangers(case, voices, refused),
        "stopped": queries.open_stop(session, case),
        "pause": queries.open_pause(session, case), "pause_form": _pause(case, refused),
        "asked": queries.open_extension(session, case), "late": case.is_overdue(clock.now()), "me": actor,
    }  # fmt: skip
    return page.render("casework/cases/show.html", status=status, **shown, **WORDS)


@dataclass(frozen=True)
class Acts:
    """What can be done now: the one that comes next, what is done beside it, the rest."""

    main: list[tuple[ActOffer, ActForm]]
    beside: list[tuple[ActOffer, ActForm]]
    more: list[tuple[ActOffer, ActForm]]


def _acts(case: GridCase, refused: dict[str, ActForm]) -> Acts:
    session, actor = db.session(), current()
    verbs = page_queries.possible_verbs(session, actor, case)
    found = [
        (offer, refused.get(offer.noun) or fill(offer, case, offer.form()))
        for offer in OFFERS
        if (offer.verb in verbs and actor.can(offer.action)) or offer.noun in refused
    ]
    offered = [(offer, form) for offer, form in found if not _is_empty(offer, form)]
    possible = {offer.verb for offer, _ in offered}
    works_only = not actor.can(Action.DIRECT_CASE)
    main = main_verb(case.state, possible, first=_pressing(case, possible), works_only=works_only)
    return Acts(
        main=[pair for pair in offered if pair[0].verb is main],
        beside=[pair for pair in offered if pair[0].verb is not main and pair[0].verb in BESIDE],
        more=[pair for pair in offered if pair[0].verb is not main and pair[0].verb not in BESIDE],
    )


def _pressing(case: GridCase, possible: set[Verb]) -> Verb | None:
    """What somebody waits for: an answer to more time asked for; a second go where it is not solved."""
    if Verb.GRANT_EXTENSION in possible and queries.open_extension(db.session(), case):
        return Verb.GRANT_EXTENSION
    return Verb.REWORK if answer_queries.count_unsolved(db.session(), case) else None


def _pause(case: GridCase, refused: dict[str, ActForm]) -> ActForm | None:
    """Yes or no to a stop or a parking, for whoever neither asked nor works on it."""
    if "pause" in refused:
        return refused["pause"]
    session, actor = db.session(), current()
    may = actor.can(Action.DIRECT_CASE) and pause_services.may_decide(session, actor, case)
    return DecisionForm() if may else None


def fill(offer: ActOffer, case: GridCase, form: ActForm) -> ActForm:
    """Offers the choices that only the database knows."""
    session = db.session()
    if offer.verb is Verb.DISPATCH:
        form["to"].offer(_choose(page_queries.targets(session, case)))  # type: ignore[attr-defined]
    elif offer.verb is Verb.INVITE:
        form["party_id"].offer(_choose(page_queries.co_handlers(session, case)))  # type: ignore[attr-defined]
    elif offer.verb is Verb.MERGE:
        form["into_id"].offer(_choose(page_queries.mergeable(session, current(), case)))  # type: ignore[attr-defined]
    elif offer.verb is Verb.RECLASSIFY:
        kinds = category_services.choices(session, case)
        form["category_id"].offer(_choose([(one.id, one.name) for one in kinds]))  # type: ignore[attr-defined]
    elif isinstance(form, DoneForm) and catalogue.category(session, case.category_id).evidence is not Evidence.NONE:
        form.ask_for_evidence()
    return form


def _choose(options: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Nothing is chosen beforehand: a tap too early hands nothing to the first in the list."""
    return [("", N_("请选")), *options]


def fill_homes(case: GridCase, form: HouseholdForm, door: str | None = None) -> HouseholdForm:
    """The households of the place, the one that was typed at the door first chosen."""
    homes = page_queries.homes(db.session(), current(), case)
    form.household_id.offer(_choose([(home.id, home.label) for home in homes]))
    if door and not form.household_id.data:
        form.household_id.data = rules.likely_home(door, {home.id: home.label for home in homes})
    return form


def _strangers(case: GridCase, voices: First[Any], refused: dict[str, ActForm]) -> First[tuple[Any, ActForm]]:
    """Voices that do not count yet because nobody has said which household they come from."""
    if Verb.SPEAK not in rules.LIFE.possible(case.state) or not current().can(Action.CHANGE_REGISTER):
        return First()
    unknown = [voice for voice in voices if voice.household_id is None or f"home-{voice.id}" in refused]
    shown = first(unknown, MOST_STRANGERS)
    shown.more |= voices.more
    forms = [(voice, refused.get(f"home-{voice.id}")) for voice in shown]
    found = [(voice, form or fill_homes(case, HouseholdForm(), voice.door or "")) for voice, form in forms]
    return turned(shown, found)


def _is_empty(offer: ActOffer, form: ActForm) -> bool:
    return offer.verb is Verb.MERGE and len(form["into_id"].choices) < 2  # type: ignore[attr-defined]


def _waiting(case: GridCase, voices: First[Any], refused: dict[str, ActForm]) -> First[tuple[Any, ActForm]]:
    """Voices still to be called back, each with its own small form."""
    if Verb.CALL_BACK not in rules.LIFE.possible(case.state) or case.state is State.CLOSED:
        return First()
    done = {answer.voice_id for answer in answer_queries.call_backs(db.session(), case)}
    forms = [(voice, CallBackForm(voice_id=voice.id, prefix="")) for voice in voices if voice.id not in done]
    return turned(voices, [(voice, refused.get(voice.id) or form) for voice, form in forms])
