"""Columns of numbers that cannot change under their owner."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]


def freeze_columns(owner: object, **columns: ArrayLike) -> None:
    """Set equally long float64 columns on a frozen dataclass, copied and read-only.

    Args:
        owner: The instance whose fields are set (called from its `__post_init__`).
        **columns: Field name to values, all of one shape (n,).

    Raises:
        ValueError: A column is not one-dimensional, or their lengths differ.
    """
    length: int | None = None
    for name, values in columns.items():
        array = np.array(values, dtype=np.float64, order="C")
        if array.ndim != 1:
            raise ValueError(f"{name} has {array.ndim} dimensions instead of one")
        if length is not None and len(array) != length:
            raise ValueError(f"{name} has {len(array)} values instead of {length}")
        length = len(array)
        array.flags.writeable = False
        object.__setattr__(owner, name, array)


def freeze_indices(owner: object, name: str, values: ArrayLike) -> None:
    """Set one int64 column on a frozen dataclass, copied and read-only.

    Raises:
        ValueError: It is not one-dimensional.
    """
    array = np.array(values, dtype=np.int64, order="C")
    if array.ndim != 1:
        raise ValueError(f"{name} has {array.ndim} dimensions instead of one")
    array.flags.writeable = False
    object.__setattr__(owner, name, array)
