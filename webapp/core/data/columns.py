"""Column kinds that every slice uses, so that no model spells them out."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Dialect, Enum, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field

from webapp.core.trust import vault


class Sealed(TypeDecorator[str]):
    """Text that is encrypted on its way to the database and readable only through the vault."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None or value == "" else vault.seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else vault.unseal(value)


def sealed(**kw: Any) -> Any:
    return Field(default=None, sa_type=Sealed, nullable=True, **kw)


def choice(
    kind: type[StrEnum], *, default: Any = ..., nullable: bool = False, index: bool = False, name: str = ""
) -> Any:
    """An enum kept by its value, with a CHECK, portable between both databases. `name` tells the CHECKs of two columns
    of one kind in one table apart."""
    column = Enum(
        kind,
        native_enum=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
        create_constraint=True,
        name=name or _snake(kind.__name__),
    )
    if nullable and default is ...:
        default = None
    return Field(default, sa_type=column, nullable=nullable, index=index)  # type: ignore[call-overload]


def json_column(**kw: Any) -> Any:
    return Field(default_factory=kw.pop("default_factory", dict), sa_type=JSON, **kw)


def long_text(*, nullable: bool = False, default: Any = "") -> Any:
    return Field(None if nullable else default, sa_type=Text, nullable=nullable)


def _snake(name: str) -> str:
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("_")
