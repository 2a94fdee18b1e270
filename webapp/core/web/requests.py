"""The request class: each value of the query string is cleaned once (`webapp.core.text.cleaning`); ids in addresses."""

from functools import cached_property
from typing import Any, cast

import flask
from htmx_flask.requests import HtmxAwareRequest
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import BaseConverter

from webapp.core.text import cleaning


class IdConverter(BaseConverter):
    regex = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


class CleanRequest(HtmxAwareRequest):
    @cached_property
    def args(self) -> ImmutableMultiDict[str, str]:  # type: ignore[override]
        given: Any = super().args
        return ImmutableMultiDict([(name, cleaning.one_line(value)) for name, value in given.items(multi=True)])

    def typed(self, name: str) -> str:
        """A posted word that belongs to no form of its own (a row's remark), cleaned like any form's."""
        return cleaning.clean(self.form.get(name, ""))


request = cast(CleanRequest, flask.request)
