"""A form that nobody has filled in is not built anew for every page, and looks as if it were."""

from flask import Flask

from webapp.core.data import ids
from webapp.core.forms import kept_forms
from webapp.core.web.filters import once
from webapp.door.visits.forms import VisitForm


def test_a_blank_form_is_as_a_new_one(house: Flask) -> None:
    given = {"id": ids.new(), "topic": "need", "next": None}
    with house.test_request_context():
        for _ in range(2):
            kept, fresh = kept_forms.blank(VisitForm, **given), VisitForm(**given)
            assert kept.values == fresh.values and not kept.errors
            assert [str(field) for field in kept] == [str(field) for field in fresh]
            kept.words.data = "写在别人的页上"
        assert kept_forms.blank(VisitForm).words.data is None


def test_what_is_drawn_of_a_field_is_kept_until_somebody_touches_it(house: Flask) -> None:
    drawn: list[str] = []

    def draw(field: object) -> str:
        drawn.append(str(field))
        return drawn[-1]

    with house.test_request_context():
        for _ in range(3):
            form = kept_forms.blank(VisitForm, topic="need")
            once(form.need, "look", draw, form.need)
        assert len(drawn) == 1
        once(form.topic, "look", draw, form.topic)
        form.need.offer([("OTHER", "别的")])
        assert once(form.need, "look", draw, form.need) == str(form.need)
        other = kept_forms.blank(VisitForm)
        other.fail("need", "选一类")
        once(other.need, "look", draw, other.need)
        assert len(drawn) == 4
    with house.test_request_context(headers={"Cookie": "lang=en"}):
        english = kept_forms.blank(VisitForm)
        assert once(english.need, "look", draw, english.need) != drawn[0]
