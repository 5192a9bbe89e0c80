"""Values refuse what would make them lie."""

from datetime import UTC, datetime

import numpy as np
import pytest

from hillwork.model import Line, Track


def track(**changes):
    columns = {name: np.zeros(3) for name in ("lat_deg", "lon_deg", "elevation_m", "time_s")}
    return Track(**{**columns, "breaks": np.array([0]), **changes})


def test_columns_cannot_be_changed_under_their_owner():
    values = np.array([1.0, 2.0, 3.0])
    owner = track(elevation_m=values)
    values[0] = 99
    assert owner.elevation_m[0] == 1.0
    with pytest.raises(ValueError, match="read-only"):
        owner.elevation_m[0] = 5


@pytest.mark.parametrize(
    "changes",
    [
        {"lat_deg": np.zeros(4)},
        {"lat_deg": np.zeros((3, 1))},
        {"breaks": np.array([1])},
        {"breaks": np.array([0, 3])},
        {"breaks": np.array([0, 2, 1])},
        {"breaks": np.array([[0]])},
        {"started_at": datetime(2025, 1, 1)},  # noqa: DTZ001 - the missing zone is the point
    ],
)
def test_a_track_that_contradicts_itself_is_refused(changes):
    with pytest.raises(ValueError, match=r"values|dimensions|breaks|zone"):
        track(**changes)


def test_a_track_needs_a_point():
    with pytest.raises(ValueError, match="point"):
        track(lat_deg=[], lon_deg=[], elevation_m=[], time_s=[])


def test_a_track_knows_its_length_and_when_it_began():
    assert len(track(started_at=datetime(2025, 1, 1, tzinfo=UTC))) == 3


def test_a_line_turned_round_ends_where_it_began():
    assert Line([1, 2, 3], [4, 5, 6]).reversed().lat_deg.tolist() == [3, 2, 1]
