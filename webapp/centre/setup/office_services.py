"""The lists an office brings in by Excel, in the order they are offered."""

from webapp.casework.catalogue import intake_services as catalogue
from webapp.casework.dispatch import intake_services as duties
from webapp.council.councils import intake_services as seats
from webapp.door.liaisons import intake_services as liaisons
from webapp.exchange.shop import intake_services as goods
from webapp.register.intake import building_services as buildings
from webapp.register.intake import merchant_services as merchants
from webapp.register.intake import person_services as people
from webapp.register.intake import unit_services as units
from webapp.volunteering.volunteers import balance_services as balances
from webapp.volunteering.volunteers import intake_services as volunteers

SLICES = (
    units, people, buildings, merchants, liaisons, volunteers, balances, goods, seats, catalogue, duties,
)  # fmt: skip
KINDS = [kind for one in SLICES for kind in one.KINDS]
