"""What becomes of a refusal: in the form where the person can mend it, to the error handler where they cannot."""

from collections.abc import Callable
from typing import ClassVar

import pytest
from flask import Flask
from sqlmodel import Session, func, select
from werkzeug.datastructures import MultiDict

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.forms.forms import BaseForm, Text
from webapp.core.text.i18n import N_
from webapp.core.web.errors import (
    DomainError,
    Forbidden,
    Invalid,
    NotFound,
    SignInNeeded,
    TooLarge,
    TooMany,
    Unavailable,
)
from webapp.people.org.models import Unit


class WordForm(BaseForm):
    word = Text(N_("一句话"))


class Gone(DomainError):
    status: ClassVar[int] = 410


def refuse(refusal: DomainError) -> Callable[[Session], None]:
    def act(_: Session) -> None:
        raise refusal

    return act


@pytest.mark.parametrize("kind", [DomainError, Gone, TooLarge, Invalid])
def test_a_mendable_refusal_stands_in_the_form_with_its_own_status(app: Flask, kind: type[DomainError]) -> None:
    with app.test_request_context():
        form, refusal = WordForm(MultiDict({"word": "在"})), kind(limit="1 MB")
        assert not form_posts.tried(form, refuse(refusal))
        assert form.form_errors == [refusal.sentence()]
        assert form.status == kind.status


@pytest.mark.parametrize("kind", [DomainError, Gone, TooLarge, Invalid])
def test_what_stands_at_a_field_is_the_persons_to_mend(app: Flask, kind: type[DomainError]) -> None:
    with app.test_request_context():
        named, fallen = WordForm(MultiDict({"word": "在"})), WordForm(MultiDict({"word": "在"}))
        assert not form_posts.tried(named, refuse(kind("word", limit="1 MB")))
        assert not form_posts.tried(fallen, refuse(kind(limit="1 MB")), at="word")
        assert [form.word.errors for form in (named, fallen)] == [[kind(limit="1 MB").sentence()]] * 2
        assert named.status == fallen.status == 422


@pytest.mark.parametrize("kind", [SignInNeeded, Forbidden, NotFound, TooMany, Unavailable])
def test_other_refusals_pass_through(app: Flask, kind: type[DomainError]) -> None:
    with app.test_request_context(), pytest.raises(kind):
        form_posts.tried(WordForm(MultiDict({"word": "在"})), refuse(kind()))


def test_a_form_that_is_wrong_asks_no_service(app: Flask) -> None:
    with app.test_request_context():
        asked: list[Session] = []
        form = WordForm()
        assert not form_posts.did(form, asked.append)
        assert form_posts.attempt(form, asked.append) is None
        assert not asked and form.status == 422


def test_attempt_gives_what_the_service_made_and_a_refusal_leaves_nothing(app: Flask) -> None:
    with app.test_request_context():
        form = WordForm(MultiDict({"word": "在"}))
        before = db.session().exec(select(func.count()).select_from(Unit)).one()

        def half_done(session: Session) -> None:
            unit = session.exec(select(Unit)).first()
            assert unit is not None
            session.delete(unit)
            raise Invalid("word")

        assert form_posts.attempt(form, lambda _: "made") == "made"
        assert form_posts.attempt(form, half_done) is None
        assert db.session().exec(select(func.count()).select_from(Unit)).one() == before
