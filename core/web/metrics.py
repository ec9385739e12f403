"""Figures for Prometheus. With several workers they are added up over all (see `serve`)."""

from __future__ import annotations

import os
from datetime import datetime

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.responses import Response

from core.jobs.queue import Length
from core.lifecycle.registry import Registry, alive
from core.web.asked import Asked

ANSWERS = Counter("makegood_answers_total", "Answered requests.", ("method", "status"))
SECONDS = Histogram(
    "makegood_answer_seconds", "Time to answer.", ("method",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)  # fmt: skip
RETRIES = Counter("makegood_retries_total", "Transactions that were run again because of their neighbours.")
GENERATION = Gauge(
    "makegood_generation", "Generation of the registry in use; of several workers, the oldest.",
    multiprocess_mode="livemin",
)  # fmt: skip
REGISTRIES = Gauge(
    "makegood_registries", "Registries that one worker holds; more than a few for long is a leak.",
    multiprocess_mode="livemax",
)  # fmt: skip
JOBS = Counter("makegood_jobs_total", "Background jobs that were run, by what became of them.", ("job", "result"))
JOB_SECONDS = Histogram(
    "makegood_job_seconds", "Time a background job took.", ("job",), buckets=(0.01, 0.05, 0.25, 1, 5, 25, 125, 600)
)
QUEUE = Gauge("makegood_queue_jobs", "Background jobs in the queue.", ("state",), multiprocess_mode="mostrecent")
QUEUE_AGE = Gauge(
    "makegood_queue_oldest_seconds", "How long the oldest due job has waited.", multiprocess_mode="mostrecent"
)
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


def note_answer(method: str, status: int, seconds: float) -> None:
    """Counts one answer. Methods nobody knows share a name, so that a stranger cannot fill the memory."""
    known = method if method in METHODS else "other"
    ANSWERS.labels(known, str(status)).inc()
    SECONDS.labels(known).observe(seconds)


def note_registry(registry: Registry) -> None:
    """What this worker serves by now."""
    GENERATION.set(registry.generation)
    REGISTRIES.set(alive())


def note_job(name: str, result: str, seconds: float) -> None:
    """Counts one run of a background job: done, again (it failed and will be tried again), failed or lost."""
    JOBS.labels(name, result).inc()
    JOB_SECONDS.labels(name).observe(seconds)


def note_queue(length: Length, now: datetime) -> None:
    """How the queue stands, for all workers and machines."""
    for state in ("waiting", "running", "failed"):
        QUEUE.labels(state).set(getattr(length, state))
    QUEUE_AGE.set((now - length.oldest).total_seconds() if length.oldest is not None else 0)


def may_read_metrics(asked: Asked) -> bool:
    """Figures are for the machine itself: not for who comes from elsewhere, nor through a proxy."""
    forwarded = any(name in asked.headers for name in ("x-forwarded-for", "forwarded"))
    return asked.address in ("127.0.0.1", "::1") and not forwarded


def metrics() -> Response:
    """All figures in Prometheus' text format."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
