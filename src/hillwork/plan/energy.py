"""What running and walking on gradients take: an estimate for a body of a given mass, within some 15 %.

The energy of breath and blood in trained people on a treadmill. Ground, wind, shoes and the person are not in it, nor is what
a body burns afterwards.
"""

from typing import Final

import numpy as np

from hillwork.model import Floats, Gait
from hillwork.plan.pace import MINETTI, pieces_of

JOULES_PER_KCAL: Final = 4184.0

SPREAD: Final = 0.15
"""Rule of ours: the standard deviation between ten runners was 7 % on the level and 21 % at 20 % down (Minetti et al. 2002),
and a mass that is assumed adds to it."""

MAX_COST_GRADE: Final = 0.45
"""Nobody was measured on steeper ground."""

LEAST_RUNNING_GRADE: Final = -0.03
"""Runners who are not from mountains save nothing more on steeper descents: kcals (bcrowell/kcals, physiology.rb)."""

WALKING_GRADES: Final = (-0.45, -0.40, -0.35, -0.30, -0.20, -0.10, 0.0, 0.10, 0.20, 0.30, 0.35, 0.40, 0.45)
WALKING_J_PER_KG_M: Final = (3.46, 3.23, 2.65, 2.18, 1.30, 0.81, 1.64, 4.68, 8.07, 11.29, 12.72, 14.75, 17.33)
"""Cost of walking as measured by Minetti et al. 2002 (doi:10.1152/japplphysiol.01177.2001). Straight between the points: the
paper's polynomial reads 2.50 on the level, half as much again as was measured."""

STANDING_W_PER_KG: Final = 1.44
"""Standing still: the first term of the LCDA equation (doi:10.1249/mss.0000000000002002). The costs above come on top."""


def running_j_per_kg_m(grade: Floats | float) -> Floats:
    """Return the cost of running a metre, without standing [J/(kg m)].

    >>> running_j_per_kg_m(0.1).round(2), running_j_per_kg_m(-0.2).round(2)
    (np.float64(5.97), np.float64(3.06))

    Args:
        grade: Rise over run.
    """
    cost: Floats = np.polynomial.polynomial.polyval(np.clip(grade, LEAST_RUNNING_GRADE, MAX_COST_GRADE), MINETTI)
    return cost


def walking_j_per_kg_m(grade: Floats | float) -> Floats:
    """Return the cost of walking a metre, without standing [J/(kg m)].

    Args:
        grade: Rise over run.
    """
    return np.asarray(np.interp(grade, WALKING_GRADES, WALKING_J_PER_KG_M))


def energy_kcal(mass_kg: float, gait: Gait, seconds: float, elevation_m: Floats, step_m: float) -> float:
    """Return what moving along a profile takes [kcal].

    Args:
        mass_kg: Mass of the body [kg].
        gait: How it moves.
        seconds: How long that takes [s].
        elevation_m: Elevations along the way, shape (n,); fewer than two for standing [m].
        step_m: Distance between them [m].
    """
    moving = 0.0
    if gait is not Gait.STAND and len(elevation_m) > 1:
        lengths_m, grades = pieces_of(elevation_m, step_m)
        cost = running_j_per_kg_m if gait is Gait.RUN else walking_j_per_kg_m
        moving = float((lengths_m * cost(grades)).sum())
    return mass_kg * (moving + STANDING_W_PER_KG * seconds) / JOULES_PER_KCAL
