"""What binds a living person to this place, slice by slice, in the order in which the page of a death names it."""

from webapp.casework.cases import departure_services as cases
from webapp.council.councils import departure_services as council
from webapp.door.gardens import departure_services as gardens
from webapp.door.liaisons import departure_services as liaisons
from webapp.exchange.loans import departure_services as loans
from webapp.exchange.market import departure_services as market
from webapp.register.persons import post_services as posts
from webapp.volunteering.volunteers import person_services as volunteers

SLICES = (posts, liaisons, council, cases, volunteers, gardens, loans, market)
TIES = [tie for one in SLICES for tie in one.TIES]
JOINTS = list(volunteers.JOINTS)
