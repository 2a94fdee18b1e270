"""A form for each of many records, without building it anew: fields, labels, choices and validators are made once for
each form class and language and shared; what was given is read and judged by the fields themselves, as on a page.

A field that may lack and was not given comes out the same every time, so its outcome is kept with the shape.
"""

from functools import lru_cache
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict

from webapp.core.forms.field_rules import MayLack
from webapp.core.forms.forms import BaseForm
from webapp.core.text.i18n import language

Kind = TypeVar("Kind", bound=BaseForm)


def bound(kind: type[Kind], posted: Any) -> Kind:
    """`kind(posted)`."""
    shape, settled = _shape(kind, language())  # type: ignore[arg-type]
    form: Any = _copy(kind, shape)
    typed: Any = form.meta.wrap_formdata(form, posted)
    form.lacking = settled - typed.keys()
    for name, field in form._fields.items():
        if name not in form.lacking:
            more = getattr(form, f"filter_{name}", None)
            field.process(typed, extra_filters=[more] if more else [])
    form.post_process(typed)
    form.read_beside(posted)
    return form  # type: ignore[no-any-return]


def blank(kind: type[Kind], **given: Any) -> Kind:
    """`kind(**given)`: for a page that shows a form nobody has filled in yet."""
    shape = _blank(kind, language())  # type: ignore[arg-type]
    form = _copy(kind, shape)  # type: ignore[type-var]
    for name, value in given.items():
        field: Any = form._fields[name]
        field.process(None, value)
        field.drawn = None
    return form  # type: ignore[return-value]


@lru_cache(maxsize=128)
def _blank(kind: type[BaseForm], lang: str) -> BaseForm:
    """A field nobody touches looks the same on every page, so what is drawn of it is kept with it (`filters.once`)."""
    shape: Any = kind()
    for field in shape._fields.values():
        field.drawn = {}
    return shape  # type: ignore[no-any-return]


def _copy(kind: type[BaseForm], shape: BaseForm) -> BaseForm:
    form = object.__new__(kind)
    form.__dict__ = shape.__dict__.copy()
    form.meta, form.form_errors, form._fields = type(shape.meta)(), [], {}
    for name, field in shape._fields.items():
        form.__dict__[name] = form._fields[name] = _twin(field, form)
    return form


@lru_cache(maxsize=128)
def _shape(kind: type[BaseForm], lang: str) -> tuple[BaseForm, frozenset[str]]:
    """The form with nothing given, and the names of the fields whose outcome then is settled."""
    shape = kind(MultiDict())
    return shape, frozenset(name for name, field in shape._fields.items() if _is_settled(kind, name, field))


def _is_settled(kind: type[BaseForm], name: str, field: Any) -> bool:
    """`MayLack` stops everything after it. Not where a form has its own rule for the field, or its default is worked
    out each time."""
    own = any(hasattr(kind, f"{verb}_{name}") for verb in ("validate", "filter"))
    may_lack = bool(field.validators) and isinstance(field.validators[0], MayLack)
    return may_lack and not own and not callable(field.default) and not isinstance(field.data, list | dict)


def _twin(field: Any, form: BaseForm) -> Any:
    twin, own = object.__new__(type(field)), field.__dict__.copy()
    own["_form"], own["meta"], own["errors"], own["process_errors"] = form, form.meta, [], []
    twin.__dict__ = own
    return twin
