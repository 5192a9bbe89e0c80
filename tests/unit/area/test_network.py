from itertools import pairwise

import numpy as np
import pytest

from hillwork.area.chains import Pieces, sample_chains, sample_pieces
from hillwork.area.climbs import node_heights_m, uphill_chains
from hillwork.area.ground import ground_of
from hillwork.area.streets import streets_of
from hillwork.area.strokes import strokes_of
from tests.maps import DOOR, Way, draw_map, metres, on_ground, ramp

CROSS = (
    (((-100, 0), (0, 0)), {"name": "Long Street"}),
    (((0, 0), (100, 0)), {"name": "Long Street"}),
    (((0, -100), (0, 0)), {"name": "Short Street"}),
    (((0, 0), (0, 100)), {"name": "Short Street"}),
)


def network(*ways, radius_m=2000.0, **more):
    return streets_of(draw_map(*ways), DOOR, radius_m, **more)


def stroke_names(streets):
    return sorted(
        "+".join(dict.fromkeys(streets.footings[streets.way[edge]].name for edge in stroke.edges))
        for stroke in strokes_of(streets)
    )


def test_ways_are_cut_where_they_meet():
    streets = network((((-100, 0), (0, 0), (100, 0)), {}), (((0, 0), (0, 50)), {}))
    assert sorted(streets.length_m.round(3).tolist()) == [50.0, 100.0, 100.0]


def test_a_way_that_nobody_runs_cuts_nothing():
    streets = network((((-100, 0), (0, 0), (100, 0)), {}), (((0, 0), (0, 50)), {"highway": "steps"}))
    assert streets.length_m.round(3).tolist() == [200.0]


def test_ways_outside_the_circle_are_left_out():
    streets = network((((0, 0), (100, 0)), {}), (((3000, 0), (3100, 0)), {}))
    assert streets.length_m.round(3).tolist() == [100.0]


def test_a_street_goes_straight_on_through_a_junction():
    assert stroke_names(network(*CROSS)) == ["Long Street", "Short Street"]


def test_a_name_goes_on_around_a_bend_that_a_stranger_would_not():
    bent = (
        (((-100, 0), (0, 0)), {"name": "High Street"}),
        (((0, 0), (60, 80)), {"name": "High Street"}),
        (((0, 0), (80, -60)), {"name": "Side Street"}),
    )
    assert stroke_names(network(*bent)) == ["High Street", "Side Street"]


def test_without_a_junction_a_way_goes_on_around_any_bend():
    hairpin = ((((0, 0), (100, 0)), {"name": "Pass Road"}), (((100, 0), (0, 20)), {"name": "Pass Road"}))
    assert stroke_names(network(*hairpin)) == ["Pass Road"]


def test_every_edge_lies_on_one_stroke_also_on_a_ring():
    ring = (
        (((0, 0), (50, 50), (100, 0), (50, -50), (0, 0)), {}),
        (((0, 0), (-100, 0)), {}),
        (((100, 0), (200, 0)), {}),
    )
    streets = network(*ring)
    edges = [edge for stroke in strokes_of(streets) for edge in stroke.edges]
    assert sorted(edges) == list(range(len(streets)))


def test_samples_lie_every_five_metres_along_a_chain():
    streets = network(*CROSS)
    samples = sample_chains(streets, strokes_of(streets)[:1])
    east, north = metres(samples.lat_deg, samples.lon_deg)
    assert np.hypot(np.diff(east), np.diff(north)) == pytest.approx(np.full(40, 5.0), abs=0.01)


def test_pieces_can_be_cut_and_turned():
    streets = network((((0, 0), (100, 0)), {}))
    pieces = Pieces.of(streets, strokes_of(streets)).between(20, 70).reversed()
    samples = sample_pieces(streets, pieces, np.array([0]))
    east, _ = metres(samples.lat_deg, samples.lon_deg)
    first, last = (70, 20) if strokes_of(streets)[0].forward[0] else (30, 80)
    assert east[[0, -1]] == pytest.approx([first, last], abs=0.01)


def ground_on(height, *ways):
    streets = network(*ways)
    return ground_of(streets, strokes_of(streets), on_ground(height))


def profile_on(height, *ways):
    ground = ground_on(height, *ways)
    return ground, *ground.profile_along(strokes_of(ground.streets))


def gorge(east_m, _):
    return np.where(np.abs(east_m - 250) < 60, 60.0, 100.0) + 0.02 * east_m


BRIDGED: tuple[Way, ...] = (
    (((0, 0), (150, 0)), {}),
    (((150, 0), (350, 0)), {"bridge": "yes"}),
    (((350, 0), (500, 0)), {}),
)


def test_a_bridge_leads_straight_from_end_to_end():
    _, samples, profile = profile_on(gorge, *BRIDGED)
    east, _ = metres(samples.lat_deg, samples.lon_deg)
    expected = 100 + 0.02 * east
    assert profile.elevation_m == pytest.approx(expected, abs=0.3)


def test_a_bridge_without_an_end_on_the_ground_is_unknown():
    _, samples, profile = profile_on(gorge, *BRIDGED[:2])
    east, _ = metres(samples.lat_deg, samples.lon_deg)
    assert np.isnan(profile.elevation_m[east > 160]).all()
    assert np.isfinite(profile.elevation_m[east < 140]).all()


def test_a_void_of_the_model_stays_unknown():
    _, samples, profile = profile_on(
        lambda east, _: np.where(np.abs(east - 250) < 50, np.nan, 100.0), (((0, 0), (500, 0)), {})
    )
    east, _ = metres(samples.lat_deg, samples.lon_deg)
    assert np.isnan(profile.elevation_m[np.abs(east - 250) < 40]).all()


def test_the_model_is_asked_once():
    streets = network(*CROSS)
    model = on_ground(ramp(0, 100, 0.1))
    ground_of(streets, strokes_of(streets), model)
    assert len(model.asked) == 1


def test_the_slope_across_a_way_is_seen():
    found, _, _ = profile_on(lambda _, north: 100 + 0.4 * north, (((0, 0), (500, 0)), {}))
    assert found.cross_slope == pytest.approx(np.full(len(found.cross_slope), 0.4), abs=0.01)


def test_paths_over_several_streets_are_connected_and_always_climb():
    def hillside(east, north):
        return 100 + 0.06 * np.asarray(east) + 0.05 * np.asarray(north) + 3 * np.sin(np.asarray(east) / 90)

    lines = [
        *(tuple((100.0 * column, 100.0 * row) for column in range(6)) for row in range(6)),
        *(tuple((100.0 * column, 100.0 * row) for row in range(6)) for column in range(6)),
    ]
    streets = network(*((line, {"name": f"Street {number}"}) for number, line in enumerate(lines)))
    strokes = strokes_of(streets)
    chains = uphill_chains(ground_of(streets, strokes, on_ground(hillside)), strokes)
    assert chains
    for chain in chains:
        ends = [
            (streets.tail[edge], streets.head[edge]) if forward else (streets.head[edge], streets.tail[edge])
            for edge, forward in zip(chain.edges, chain.forward, strict=True)
        ]
        assert all(one[1] == other[0] for one, other in pairwise(ends))
        nodes = [ends[0][0], *(end for _, end in ends)]
        assert len(set(nodes)) == len(nodes)
        place = {int(node): vertex for vertex, node in enumerate(streets.node)}
        where = [place[int(node)] for node in nodes]
        heights = hillside(*metres(streets.lat_deg[where], streets.lon_deg[where]))
        assert (np.diff(heights) > 0).all()


def test_the_slope_across_a_way_is_its_own_and_not_that_of_the_next_in_the_file():
    def half_hillside(_, north):
        return 100 + 0.4 * np.clip(np.asarray(north) - 500, 0, None)

    lines = [((east, north), (east + 33, north)) for east in range(0, 900, 100) for north in (0.0, 1000.0)]
    found, _, _ = profile_on(half_hillside, *((line, {}) for line in lines))
    streets = found.streets
    is_low = np.interp(found.axis_m, streets.axis_m, streets.lat_deg) < streets.lat_deg.mean()
    assert found.cross_slope[is_low] == pytest.approx(np.zeros(is_low.sum()), abs=0.01)
    assert found.cross_slope[~is_low] == pytest.approx(np.full((~is_low).sum(), 0.4), abs=0.01)


def test_the_height_of_a_junction_is_not_that_of_the_next_way_in_the_file():
    lines = [((east, north), (east + 53, north)) for east in range(0, 900, 100) for north in (0.0, 1000.0)]
    ground = ground_on(
        lambda _, north: np.where(np.asarray(north) > 500, 400.0, 100.0), *((line, {}) for line in lines)
    )
    heights = node_heights_m(ground)
    low = ground.streets.lat_deg < ground.streets.lat_deg.mean()
    assert heights[ground.streets.node[low]] == pytest.approx(np.full(low.sum(), 100.0))
    assert heights[ground.streets.node[~low]] == pytest.approx(np.full((~low).sum(), 400.0))
