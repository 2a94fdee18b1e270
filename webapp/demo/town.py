"""What one chapter of the demo tells the next: ids by short names, a common dice, a common day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sqlmodel import Session

from webapp.core.time import clock
from webapp.people.accounts import queries, services
from webapp.people.accounts.models import Role
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.org import services as org
from webapp.people.org.models import Party, PartyKind

FOUNDED = date(2024, 1, 1)


@dataclass
class Town:
    """`units["dongmei"]`, `grids["dongmei"][0]`, `accounts["wang"]`, `parties["wang"]`; actors are read afresh."""

    session: Session
    password_hash: str
    rng: Random = field(default_factory=lambda: Random(7))
    today: date = field(default_factory=clock.today)
    units: dict[str, str] = field(default_factory=dict)
    grids: dict[str, list[str]] = field(default_factory=dict)
    micro_grids: dict[str, list[str]] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    workers: dict[str, str] = field(default_factory=dict)
    residents: dict[str, list[str]] = field(default_factory=dict)
    phones: int = 0

    @property
    def start(self) -> date:
        """The first day of the year that is told."""
        return self.today - timedelta(days=365)

    def actor(self, login: str, action: Action | None = None) -> Actor:
        person = queries.actor_of(self.session, self.accounts[login])
        return person.wearing(action) if action else person

    def next_phone(self) -> str:
        self.phones += 1
        return f"199{self.phones:08d}"

    def person(
        self,
        login: str,
        name: str,
        *,
        role: Role,
        unit_id: str,
        community_id: str | None,
        since: date = FOUNDED,
        party_id: str | None = None,
    ) -> str:
        """An account with one post; `party_id` when the person is somebody already. Returns the account's id."""
        party = (
            org.make_party(
                self.session, None, kind=PartyKind.PERSON, name=name, community_id=community_id, unit_id=unit_id,
                phone=self.next_phone(), silent=True,
            )
            if party_id is None
            else self.session.get_one(Party, party_id)
        )  # fmt: skip
        account = services.open_account(
            self.session, None, party=party, login=login, password="", password_hash=self.password_hash,
            must_change=False,
        )  # fmt: skip
        services.give_post(self.session, None, account, role=role, unit_id=unit_id, valid_from=since)
        self.accounts[login], self.parties[login], self.names[login] = account.id, party.id, name
        return account.id
