from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from webapp.casework.questionnaires.models import Questionnaire, QuestionnaireVersion
from webapp.core.search.prefix_search import begins_with
from webapp.core.web.errors import NotFound
from webapp.people.accounts.scope import Actor, one
from webapp.people.org.models import Unit


@dataclass(frozen=True)
class Held:
    """How much of a form the register answers already."""

    questions: int
    held: int

    @property
    def share(self) -> float:
        return self.held / self.questions if self.questions else 0.0

    @property
    def minutes(self) -> int:
        """Of typing at one home: half a minute a question; what the register answers is confirmed, not typed."""
        typed = self.questions - self.held
        return max(1, round(typed / 2)) if typed > 0 else 0


def _usable(statement: Any, actor: Actor) -> Any:
    """A unit uses its own forms, those of the units above it, and sees those of the units below."""
    above = {one for path in actor.paths for one in _above(path)}
    near = or_(col(Unit.path).in_(above), *(begins_with(Unit.path, path) for path in actor.paths))
    return statement.join(Unit, col(Unit.id) == Questionnaire.unit_id).where(near)


def _above(path: str) -> list[str]:
    keys = path.strip("/").split("/")
    return ["/".join(keys[: n + 1]) + "/" for n in range(len(keys))]


def list_questionnaires(session: Session, actor: Actor) -> list[tuple[Questionnaire, QuestionnaireVersion]]:
    """Each with its newest version, by title."""
    query = select(Questionnaire, QuestionnaireVersion).join(
        QuestionnaireVersion, col(QuestionnaireVersion.questionnaire_id) == Questionnaire.id
    )
    newest: dict[str, tuple[Questionnaire, QuestionnaireVersion]] = {}
    for form, version in session.exec(_usable(query, actor).order_by(col(QuestionnaireVersion.number))):
        newest[form.id] = (form, version)
    return sorted(newest.values(), key=lambda pair: pair[0].title)


def choices_of(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """(version, title) of the newest versions, for a list to choose from."""
    return [(version.id, f"{form.title} · {version.number}") for form, version in list_questionnaires(session, actor)]


def version(session: Session, version_id: str | None) -> QuestionnaireVersion:
    """By id, for whoever was let in to the task that names it; a form speaks of nobody."""
    found = session.get(QuestionnaireVersion, version_id) if version_id else None
    if found is None:
        raise NotFound
    return found


def name_of(session: Session, version_id: str | None) -> str:
    if version_id is None or (found := session.get(QuestionnaireVersion, version_id)) is None:
        return ""
    return f"{session.get_one(Questionnaire, found.questionnaire_id).title} · {found.number}"


def number_of(version_id: Any) -> Any:
    """A version's number, as part of somebody else's statement."""
    return select(QuestionnaireVersion.number).where(QuestionnaireVersion.id == version_id).scalar_subquery()


def held_of(session: Session, version_id: str | None) -> Held | None:
    found = session.get(QuestionnaireVersion, version_id) if version_id else None
    return Held(found.questions, found.held) if found else None


def get_version(session: Session, actor: Actor, version_id: str) -> QuestionnaireVersion:
    query = select(QuestionnaireVersion).join(
        Questionnaire, col(Questionnaire.id) == QuestionnaireVersion.questionnaire_id
    )
    return one(session, _usable(query.where(QuestionnaireVersion.id == version_id), actor))  # type: ignore[no-any-return]
