"""Hills worth running, found in a recording or a route, and turned into workouts.

>>> import hillwork
>>> track = hillwork.read("sample_routes/hill-repeats.gpx")
>>> survey = hillwork.find_hills(track)
>>> workout = hillwork.plan_workout(survey, session="classic")
>>> html = hillwork.draw_map(survey, workout)
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hillwork.api import (
        draw_map,
        find_hills,
        find_hills_together,
        find_nearby,
        judge_run,
        plan_nearby,
        plan_treadmill,
        plan_workout,
        read,
    )
    from hillwork.errors import HillworkError

__all__ = [
    "HillworkError",
    "__version__",
    "draw_map",
    "find_hills",
    "find_hills_together",
    "find_nearby",
    "judge_run",
    "plan_nearby",
    "plan_treadmill",
    "plan_workout",
    "read",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # The heavy packages behind these names are loaded when one is used, so that `hillwork --help` stays quick.
    if name == "HillworkError":
        return import_module("hillwork.errors").HillworkError
    if name in __all__:
        value: object = getattr(import_module("hillwork.api"), name)
        return value
    raise AttributeError(f"module 'hillwork' has no attribute {name!r}")
