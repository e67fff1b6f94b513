"""The numbers of one process as Prometheus reads them: what it counts itself, and what is asked of
the database when somebody looks.
"""

from collections.abc import Callable, Sequence

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

# Seconds; what a person notices lies in the middle.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
TEXT = CONTENT_TYPE_LATEST


class Measures:
    """A registry of its own: two servers in a process count apart."""

    def __init__(self, gauges: Callable[[], Sequence[Metric]]) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Asked(gauges))
        ProcessCollector(registry=self._registry)
        self._answers = Histogram(
            "kobra_request_seconds",
            "Until an answer began, by the route's template",
            ("method", "route", "status"),
            buckets=_BUCKETS,
            registry=self._registry,
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """An answer began. The route is a template: no path of a request is a label."""
        known = method if method in _METHODS else "other"
        self._answers.labels(known, route, str(status)).observe(seconds)

    def text(self) -> bytes:
        """Everything as it is now. Raises SQLAlchemyError."""
        return generate_latest(self._registry)


class _Asked(Collector):
    def __init__(self, gauges: Callable[[], Sequence[Metric]]) -> None:
        self._gauges = gauges

    def describe(self) -> Sequence[Metric]:
        """None before they are asked: registering must not ask the database."""
        return ()

    def collect(self) -> Sequence[Metric]:
        return self._gauges()
