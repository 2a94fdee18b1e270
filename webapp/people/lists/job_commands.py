"""The job that works on marked rows. Imported by the routes, so that it is known wherever jobs run."""

from typing import Any

from werkzeug.datastructures import MultiDict

from webapp.core.data import db
from webapp.core.text.i18n import gettext
from webapp.core.work import jobs
from webapp.people.accounts import queries as accounts
from webapp.people.lists import queries, rules, services
from webapp.people.lists.rules import MarkedAct, Memos


@jobs.job("lists.marked")
def work_on_marked(
    job_id: str,
    list_name: str,
    act: str,
    rows: list[str],
    given: dict[str, list[str]],
    account_id: str,
    memos: Memos | None = None,
) -> None:
    session, told = db.session(), rules.named(list_name)
    person = accounts.actor_of(session, account_id)
    chosen = told.act(person, act)
    seen = queries.titles_of(session, person.wearing(told.action), told, rows)
    actor = person.wearing(chosen.action)
    titles = {row_id: seen.get(row_id) or gettext("看不到的一行") for row_id in rows}
    services.work_on(job_id, actor, chosen, titles, values_of(session, actor, chosen, given), memos or {})


def values_of(session: Any, actor: Any, act: MarkedAct, given: dict[str, list[str]]) -> dict[str, Any]:
    """What the form was given, checked once more: the job may run later than the page was sent."""
    if act.form is None:
        return {}
    form = act.form(MultiDict([(key, value) for key, values in given.items() for value in values]))
    if act.offer:
        act.offer(session, actor, form)
    form.validate()
    return dict(getattr(form, "told", form.values))


@jobs.periodic("lists.sweep", at="03:50")
def sweep(job_id: str) -> str:
    """What became of marked rows is of use for a season."""
    with db.transaction() as session:
        return str(services.sweep_results(session))
