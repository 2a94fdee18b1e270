"""Stars: the overview, the rule sets, papers asked for one by one."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.publicity.rules import FINDING_WORDS
from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.time import clock
from webapp.core.web import page, site_address
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.volunteering.awards import appeal_services, grant_services, queries, rules, services
from webapp.volunteering.awards.forms import PlaqueForm, ProofForm, RevocationForm, RoundForm, RuleSetForm
from webapp.volunteering.awards.models import Track
from webapp.volunteering.certificates import queries as certificates
from webapp.volunteering.volunteers import queries as volunteers

bp = Blueprint("awards", __name__, url_prefix="/awards")


@bp.get("/")
@allow(Action.SEE_RATINGS)
def index() -> Response:
    return page.render(
        "volunteering/awards/index.html",
        rounds=queries.list_rounds(db.session(), current()), state_words=rules.STATE_WORDS,
        held=queries.stars_held(db.session(), current()), levels=rules.LEVELS,
        appeals=len(queries.list_open_appeals(db.session(), current())),
    )  # fmt: skip


@bp.get("/rules")
@allow(Action.SET_STAR_RULES)
def rule_sets() -> Response:
    hours = {f"hours_{n}": hour for n, hour in enumerate(rules.HOURS, 1)}
    form = RuleSetForm(
        data={"track": "hours", "own_up_to": "0", "above": "district", "least_months": 0, "notice_days": 5,
              "once_a_year": True, "valid_from": clock.today(), **hours}
    )  # fmt: skip
    return _rule_sets(form)


@bp.post("/rules")
@allow(Action.SET_STAR_RULES)
def make_rule_set() -> Response:
    form = RuleSetForm(request.form)

    def act(session: Any) -> None:
        hours, bodies = form.ladder
        terms = services.StarTerms(
            Track(form.track.data), hours, bodies, form.least_months.data or 0, form.once_a_year.data,
            form.notice_days.data or 5,
        )  # fmt: skip
        services.make_rule_set(
            session, current(), community_id=current().community_id, name=form.name.data, terms=terms,
            valid_from=form.valid_from.data, document=form.document.data or "", id=form.once.data,
        )  # fmt: skip

    return page.done(url_for("awards.rule_sets")) if form_posts.did(form, act) else _rule_sets(form, form.status)


@bp.get("/rounds/new")
@allow(Action.RUN_RATINGS)
def new_round() -> Response:
    return _new_round(RoundForm(year=clock.today().year))


@bp.post("/rounds")
@allow(Action.RUN_RATINGS)
def open_round() -> Response:
    form = _offered(RoundForm(request.form))
    made = form_posts.attempt(
        form,
        lambda session: services.open_round(
            session, current(), community_id=str(current().community_id), name=str(form.name.data),
            rule_set=queries.get_rule_set(session, str(form.rule_set_id.data)), year=int(form.year.data or 0),
        ),
    )  # fmt: skip
    return page.done(url_for("rating_rounds.show", round_id=made.id)) if made else _new_round(form, form.status)


@bp.get("/<id:award_id>")
@allow(Action.SEE_RATINGS)
def show(award_id: str) -> Response:
    return _award(award_id, PlaqueForm(), RevocationForm())


@bp.post("/<id:award_id>/plaque")
@allow(Action.RUN_RATINGS)
def plaque(award_id: str) -> Response:
    award = queries.get_award(db.session(), current(), award_id)
    form = PlaqueForm(request.form)
    made = form_posts.attempt(
        form,
        lambda session: grant_services.agree_to_plaque(
            session, current(), award, adults=int(form.adults.data or 0), agreed=int(form.agreed.data or 0)
        ),
    )
    if made is None:
        return _award(award_id, form, RevocationForm(), form.status)
    return page.done(url_for("certificates.show", certificate_id=made.id))


@bp.post("/<id:award_id>/revocation")
@allow(Action.RUN_RATINGS)
def tell(award_id: str) -> Response:
    """The person hears of it and may appeal; it takes effect later, by another act."""
    award = queries.get_award(db.session(), current(), award_id)
    form = RevocationForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: appeal_services.tell_revocation(session, current(), award, fraud=str(form.fraud.data)),
    )
    if fine:
        return page.done(url_for("awards.show", award_id=award_id))
    return _award(award_id, PlaqueForm(), form, form.status)


@bp.get("/proofs/<id:volunteer_id>")
@allow(Action.ISSUE_CERTIFICATES)
def proof(volunteer_id: str) -> Response:
    return _proof(volunteer_id, ProofForm(handler=current().name))


@bp.post("/proofs/<id:volunteer_id>")
@allow(Action.ISSUE_CERTIFICATES)
def issue_proof(volunteer_id: str) -> Response:
    volunteer = volunteers.get_volunteer(db.session(), current(), volunteer_id)
    form = ProofForm(request.form)
    given = {name: value or "" for name, value in form.values.items()} | {"once": form.once.data}
    made = form_posts.attempt(form, lambda session: grant_services.issue_proof(session, current(), volunteer, **given))
    if made is None:
        return _proof(volunteer_id, form, form.status)
    return page.done(url_for("certificates.show", certificate_id=made.id))


def _rule_sets(form: RuleSetForm, status: int = 200) -> Response:
    sets = queries.list_rule_sets(db.session(), current().community_id, clock.today())
    return page.render(
        "volunteering/awards/rules.html",
        form=form, sets=sets, track_words=rules.TRACK_WORDS, body_words=rules.BODY_WORDS,
        levels=rules.LEVELS, status=status,
    )  # fmt: skip


def _offered(form: RoundForm) -> RoundForm:
    sets = queries.list_rule_sets(db.session(), current().community_id, clock.today())
    form.rule_set_id.offer([(one.id, one.name) for one in sets])
    return form


def _new_round(form: RoundForm, status: int = 200) -> Response:
    return page.render("volunteering/awards/round_new.html", form=_offered(form), status=status)


def _award(award_id: str, plaque_form: PlaqueForm, revocation_form: RevocationForm, status: int = 200) -> Response:
    award = queries.get_award(db.session(), current(), award_id)
    revocation = queries.revocation_of(db.session(), award.id)
    appeals = queries.appeals_about(db.session(), [revocation.id]) if revocation else []
    papers = {kind: certificates.standing(db.session(), f"{kind}:{award.id}") for kind in ("award", "plaque")}
    return page.render(
        "volunteering/awards/award.html",
        award=award, papers=papers, plaque_form=plaque_form, revocation_form=revocation_form,
        revocation=revocation, appeals=appeals, dead=site_address.dead_address(), status=status,
        has_fallen=revocation is not None and appeal_services.has_fallen(db.session(), revocation),
        is_open=revocation is not None and appeal_services.is_open(revocation, appeals), finding_words=FINDING_WORDS,
    )  # fmt: skip


def _proof(volunteer_id: str, form: ProofForm, status: int = 200) -> Response:
    volunteer = volunteers.get_volunteer(db.session(), current(), volunteer_id)
    return page.render(
        "volunteering/awards/proof.html",
        volunteer=volunteer,
        form=form,
        dead=site_address.dead_address(),
        status=status,
    )
