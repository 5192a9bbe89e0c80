import numpy as np
import pytest

from hillwork.area import course_to, search_area, ways_to
from hillwork.errors import NoElevationError
from hillwork.model import Confidence, Stretch, Surface
from tests.maps import DOOR, draw_map, on_ground, ramp

RAMP = ramp(200, 200, 0.08)
"""A ramp of 200 m at 8 %, from 200 m east of the door."""

STREET = (((0, 0), (200, 0), (300, 0), (400, 0), (700, 0)), {"name": "High Street", "surface": "asphalt", "lit": "yes"})


def hills_on(*ways, ground=RAMP, radius_m=3000.0, steps=False, **more):
    area = search_area(draw_map(*ways), DOOR, radius_m, on_ground(ground, **more), are_steps_allowed=steps)
    return area, [placed.local for placed in area.hills]


def only_hill(*ways, **more):
    area, (local,) = hills_on(*ways, **more)
    return area, local


def test_a_hill_on_a_street_has_what_the_map_knows():
    _, local = only_hill(STREET)
    assert local.hill.length_m == pytest.approx(200, abs=10)
    assert local.hill.grade == pytest.approx(0.08, abs=0.003)
    assert (local.names, local.surfaces, local.is_lit, local.way_class) == (("High Street",), ("asphalt",), True, "A")
    assert local.distance_m == pytest.approx(200, abs=10)
    assert local.way_ids == (1,)


def test_a_pavement_beside_its_street_is_the_same_hill_and_takes_its_name():
    pavement = (((0, 0), (10, 8), (690, 8), (700, 0)), {"highway": "footway", "surface": "paving_stones"})
    street = (STREET[0], {**STREET[1], "highway": "tertiary", "maxspeed": "60"})
    _, local = only_hill(street, pavement)
    assert (local.names, local.way_class) == (("High Street",), "A")


def test_two_streets_apart_are_two_hills():
    other = (((0, 0), (0, 60), (700, 60)), {"name": "Low Street"})
    _, found = hills_on(STREET, other)
    assert sorted(local.names[0] for local in found) == ["High Street", "Low Street"]


def test_roads_for_cars_are_crossings_and_paths_are_not():
    road = (((300, -100), (300, 0), (300, 100)), {"name": "Mill Road", "highway": "tertiary"})
    path = (((300, 0), (350, 90)), {"highway": "path"})
    _, local = only_hill(STREET, road, path)
    assert [crossing.name for crossing in local.crossings] == ["Mill Road"]
    assert local.crossings[0].at_m == pytest.approx(100, abs=10)


def test_a_crossing_of_a_road_that_nobody_may_run_on_counts_too():
    trunk = (((300, -100), (300, 0), (300, 100)), {"name": "Bypass", "highway": "trunk"})
    assert [crossing.name for crossing in only_hill(STREET, trunk)[1].crossings] == ["Bypass"]


def test_ends_are_called_by_the_streets_that_meet_there():
    mill = (((200, -100), (200, 0)), {"name": "Mill Road"})
    park = (((400, 0), (400, 100)), {"name": "Park Lane"})
    _, local = only_hill(STREET, mill, park)
    assert local.hill.foot_name == "High Street at Mill Road"
    assert local.hill.top_name == "High Street at Park Lane"


def test_an_end_without_names_is_called_by_its_kind():
    _, local = only_hill((STREET[0], {"highway": "path"}))
    assert (local.names, local.hill.foot_name) == ((), "a path")


def test_hills_that_begin_outside_the_circle_are_left_out():
    assert hills_on(STREET, radius_m=150)[1] == []
    assert len(hills_on(STREET, radius_m=250)[1]) == 1


def test_a_tunnel_is_no_hill_however_it_climbs():
    tunnel = (((200, 0), (400, 0)), {"name": "Tunnel", "tunnel": "yes"})
    assert hills_on((((0, 0), (200, 0)), {}), tunnel, (((400, 0), (600, 0)), {}))[1] == []


def test_steps_are_no_hill_unless_they_are_allowed():
    ways = ((((0, 0), (200, 0)), {}), (((200, 0), (400, 0)), {"highway": "steps"}), (((400, 0), (600, 0)), {}))
    assert hills_on(*ways)[1] == []
    assert len(hills_on(*ways, steps=True)[1]) == 1


def test_a_paved_street_steeper_than_any_on_earth_is_not_believed():
    _, local = only_hill(STREET, ground=ramp(200, 200, 0.45))
    assert local.hill.confidence is Confidence.UNSURE


def test_a_hillside_is_told_and_widens_the_error():
    _, level = only_hill(STREET)
    _, sloping = only_hill(STREET, ground=lambda east, north: RAMP(east, north) + 0.5 * north)
    assert [notice.code for notice in level.notices] == []
    assert "hillside" in [notice.code for notice in sloping.notices]
    assert sloping.hill.gain_sd_m > level.hill.gain_sd_m


def test_a_busy_road_without_a_mapped_pavement_is_told():
    _, local = only_hill((STREET[0], {"highway": "secondary"}))
    assert [notice.code for notice in local.notices] == ["pavement-unknown"]


def test_a_coarse_model_leaves_a_short_hill_unsure():
    _, local = only_hill(STREET, sd_m=2.6, cell_m=90.0, surface=Surface.SURFACE)
    assert local.hill.confidence is Confidence.UNSURE
    assert local.hill.id == "u1"


def test_a_model_of_another_place_is_refused():
    with pytest.raises(NoElevationError, match="formula knows no height"):
        hills_on(STREET, ground=lambda east, _: np.full(len(east), np.nan))


def test_both_directions_of_a_street_over_a_hill_are_hills():
    _, found = hills_on(
        (((0, 0), (900, 0)), {}), ground=lambda east, _: 100 + 0.08 * np.clip(200 - np.abs(east - 450), 0, None)
    )
    assert len(found) == 2


def test_a_course_leads_to_the_stretch_up_down_and_home():
    area, local = only_hill(STREET)
    stretch = Stretch(start_m=50, length_m=100, grade=0.08, grade_sd=0.01)
    course = course_to(area, area.hills[0], stretch)
    (hill,) = course.survey.hills
    foot_m = local.distance_m + 50
    assert hill.start_m == pytest.approx(foot_m, abs=5)
    assert course.home_m == pytest.approx(foot_m + 200, abs=5)
    assert course.survey.profile.length_m == pytest.approx(2 * foot_m + 200, abs=10)
    assert not course.is_loop
    assert hill.gain_m == pytest.approx(8, abs=0.5)


def test_a_hill_that_no_way_leads_to_has_no_ways():
    island = (((0, 300), (700, 300)), {"name": "Island Street"})
    long = (((0, 0), (5000, 0)), {})
    area, found = hills_on(long, island, ground=lambda east, north: np.where(north > 150, RAMP(east, north), 100.0))
    (local,) = found
    assert local.distance_m == np.inf
    assert ways_to(area, area.hills[0], local.hill.best_stretch) is None


def test_the_carriageways_of_one_street_are_one_hill():
    def carriageway(north_m, name):
        return (((0, 0), (30, north_m), (670, north_m), (700, 0)), {"name": name})

    assert len(hills_on(carriageway(14, "High Street"), carriageway(-14, "High Street"))[1]) == 1
    assert len(hills_on(carriageway(14, "High Street"), carriageway(-14, "Low Street"))[1]) == 2


def test_the_way_to_the_middle_of_a_hill_need_not_lead_over_its_foot():
    street = (((120, 0), (200, 0), (300, 0), (400, 0), (700, 0)), STREET[1])
    side = (((300, 0), (300, -300), (0, -300), (0, 0)), {"name": "Back Lane"})
    _, found = hills_on(street, side, ground=lambda east, north: np.where(north > -5, RAMP(east, north), 108.0))
    (local,) = [hill for hill in found if hill.names == ("High Street",)]
    assert local.distance_m == pytest.approx(1000, abs=10)
    assert local.away_m.min() == pytest.approx(900, abs=5)


def test_a_place_aside_of_every_way_is_told():
    beside = ((((0, 80), (200, 80), (400, 80), (700, 80)), STREET[1]),)
    assert "place-aside" in [notice.code for notice in hills_on(*beside)[0].notices]
    assert "place-aside" not in [notice.code for notice in hills_on(STREET)[0].notices]


def hill_that_goes_on_around_the_corner(*, street_ends_at_m):
    def height(east, north):
        return 100 + 0.07 * np.clip(east - 200, 0, 300) + 0.06 * np.clip(north, 0, 600)

    street = (((0, 0), (500, 0), *([(street_ends_at_m, 0)] if street_ends_at_m > 500 else [])), {"name": "High Street"})
    corner = (((500, 0), (500, 600), (500, 700)), {"name": "Up Lane"})
    return {hill.names: hill.hill.site for hill in hills_on(street, corner, ground=height)[1]}


def test_a_hill_on_one_street_stays_when_a_longer_climb_leads_around_the_corner():
    found = hill_that_goes_on_around_the_corner(street_ends_at_m=800)
    assert found[("High Street", "Up Lane")] == found["High Street",]


def test_a_hill_that_its_street_cuts_off_is_a_part_of_the_climb_around_the_corner():
    assert ("High Street",) not in hill_that_goes_on_around_the_corner(street_ends_at_m=500)
