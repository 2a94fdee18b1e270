"""The lines of the machine's page as figures for Prometheus, and nothing that could name or count a person."""

import shutil
from typing import Any

from sqlmodel import Session

from webapp.centre.machine import light_queries
from webapp.centre.machine.light_queries import Machine
from webapp.centre.machine.light_rules import ORDER
from webapp.core.time import clock, generations
from webapp.core.work import jobs


def page(session: Session, machine: Machine) -> tuple[bytes, str] | None:
    """The text and its type; None where the extra named metrics is not installed."""
    try:
        from prometheus_client import CollectorRegistry, Gauge, ProcessCollector, generate_latest
        from prometheus_client.exposition import CONTENT_TYPE_LATEST
    except ImportError:
        return None
    registry: Any = CollectorRegistry()
    ProcessCollector(registry=registry)
    lights = Gauge("fullgrid_light", "0 good, 1 look, 2 act", ["line"], registry=registry)
    for one in light_queries.lights(session, machine):
        lights.labels(one.key).set(len(ORDER) - 1 - ORDER.index(one.colour))
    late = Gauge("fullgrid_jobs_late", "Jobs an hour late", registry=registry)
    late.set(jobs.count_late(session, minutes=60))
    free = Gauge("fullgrid_disk_free_bytes", "Free on the disk of the data folder", registry=registry)
    free.set(shutil.disk_usage(machine.folder).free)
    if newest := next(iter(generations.listed(machine.folder / "backups")), None):
        age = Gauge("fullgrid_backup_age_seconds", "Since the newest backup", registry=registry)
        age.set((clock.now() - generations.made_at(newest.name)).total_seconds())
    return generate_latest(registry), CONTENT_TYPE_LATEST
