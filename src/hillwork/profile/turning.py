"""Where a profile really turns: extremes confirmed by a counter-move."""

import numpy as np

from hillwork.model import Floats


def up_legs(values: Floats, tolerance: float) -> list[tuple[int, int]]:
    """Return the index pairs (foot, top) between confirmed turning points, in order.

    A turn is confirmed when the values have moved back by `tolerance`; smaller counter-moves belong to the leg. One pass,
    exact; without tolerance these would be the maximal scoring segments of Ruzzo and Tompa (1999).

    >>> up_legs(np.array([0.0, 3.0, 2.5, 5.0, 1.0, 4.0]), 1.0)
    [(0, 3), (4, 5)]
    """
    change = np.diff(values)
    moving = np.flatnonzero(change)
    if not len(moving):
        return []
    turns = moving[1:][np.sign(change[moving[1:]]) != np.sign(change[moving[:-1]])]
    indices = [int(moving[0]), *turns.tolist(), int(moving[-1]) + 1]
    heights = values[indices].tolist()
    legs: list[tuple[int, int]] = []
    is_rising = False
    low = high = indices[0]
    low_value = high_value = heights[0]
    for index, value in zip(indices, heights, strict=True):
        if is_rising:
            if value > high_value:
                high, high_value = index, value
            elif high_value - value >= tolerance:
                legs.append((low, high))
                is_rising = False
                low, low_value = index, value
        elif value <= low_value:
            low, low_value = index, value
        elif value - low_value >= tolerance:
            is_rising = True
            high, high_value = index, value
    if is_rising:
        legs.append((low, high))
    return legs
