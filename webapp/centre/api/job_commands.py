"""One delivery, sent outside the transaction that settles it."""

from webapp.centre.api import delivery_services
from webapp.centre.api.models import ApiDelivery
from webapp.core.data import db
from webapp.core.work import jobs


@jobs.job(delivery_services.KIND)
def deliver(job_id: str, *, delivery_id: str) -> None:
    """Killed between sending and settling it is sent again; the other side knows it by its delivery number."""
    delivery = db.session().get(ApiDelivery, delivery_id)
    if delivery is None or delivery.sent_at is not None or delivery.given_up_at is not None:
        return
    answer, is_taken = delivery_services.send(db.session(), delivery)
    with db.transaction() as session:
        delivery_services.settle(session, session.get_one(ApiDelivery, delivery_id), answer, is_taken)
