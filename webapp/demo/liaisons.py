"""Liaisons of 名都园: each looks after the neighbours of some doors in the own grid."""

from collections import defaultdict
from datetime import timedelta

from sqlmodel import Session, col, select

from webapp.demo import bulk
from webapp.demo.town import Town
from webapp.door.liaisons.models import Cover, Liaison
from webapp.people.accounts.models import Account, Post, Role
from webapp.register.register.models import Household

HOUSEHOLDS = 24


def tell(session: Session, town: Town) -> None:
    query = (
        select(Account.party_id, Post.unit_id)
        .join(Post, col(Post.account_id) == Account.id)
        .where(Post.role == Role.LIAISON)
        .order_by(col(Post.unit_id), col(Account.login))
    )
    free = _homes(session, town)
    known = set(session.exec(select(Liaison.party_id)))
    liaisons, covers = [], []
    for party_id, grid_id in session.exec(query):
        mine, free[grid_id] = free[grid_id][:HOUSEHOLDS], free[grid_id][HOUSEHOLDS:]
        if not mine or party_id in known:
            continue
        liaison = Liaison(
            community_id=mine[0].community_id, grid_id=grid_id, party_id=party_id, area=mine[0].label[:20],
            valid_from=town.today - timedelta(days=200), valid_to=town.today + timedelta(days=165),
        )  # fmt: skip
        liaisons.append(liaison)
        covers += [Cover(community_id=home.community_id, liaison_id=liaison.id, household_id=home.id) for home in mine]
    bulk.add_all(session, liaisons)
    bulk.add_all(session, covers)


def _homes(session: Session, town: Town) -> dict[str, list[Household]]:
    taken = select(Cover.household_id)
    query = (
        select(Household)
        .where(Household.community_id == town.units["mingdu"], col(Household.id).not_in(taken))
        .order_by(col(Household.door))
    )
    found: dict[str, list[Household]] = defaultdict(list)
    for home in session.exec(query):
        found[home.grid_id].append(home)
    return found
