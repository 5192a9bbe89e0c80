import pytest

from hillwork.area.footing import footing_of

GOOD = [
    ({"highway": "residential"}, "A"),
    ({"highway": "footway"}, "A"),
    ({"highway": "path"}, "A"),
    ({"highway": "living_street", "surface": "asphalt"}, "A"),
    ({"highway": "cycleway"}, "A"),
    ({"highway": "track", "tracktype": "grade2"}, "A"),
    ({"highway": "track", "tracktype": "grade3"}, "B"),
    ({"highway": "track", "tracktype": "grade5"}, "C"),
    ({"highway": "bridleway"}, "B"),
    ({"highway": "path", "surface": "gravel"}, "B"),
    ({"highway": "path", "sac_scale": "hiking"}, "B"),
    ({"highway": "service"}, "B"),
    ({"highway": "unclassified"}, "B"),
    ({"highway": "tertiary", "sidewalk": "both"}, "B"),
    ({"highway": "tertiary", "maxspeed": "50"}, "B"),
    ({"highway": "tertiary", "maxspeed": "30 mph"}, "B"),
    ({"highway": "tertiary", "maxspeed": "60"}, "C"),
    ({"highway": "tertiary"}, "C"),
    ({"highway": "unclassified", "sidewalk": "no"}, "C"),
    ({"highway": "secondary", "sidewalk": "right"}, "C"),
    ({"highway": "primary", "sidewalk:left": "yes"}, "C"),
    ({"highway": "residential", "surface": "sett"}, "C"),
    ({"highway": "path", "smoothness": "horrible"}, "C"),
    ({"highway": "footway", "tunnel": "yes"}, "C"),
    ({"highway": "secondary", "tunnel": "yes", "sidewalk": "both"}, "C"),
    ({"highway": "trunk", "sidewalk": "both"}, "C"),
    ({"highway": "path", "access": "private", "foot": "permissive"}, "A"),
    ({"highway": "service", "service": "driveway", "foot": "yes"}, "B"),
    ({"highway": "footway", "tunnel": "building_passage"}, "A"),
]
BAD = [
    {"highway": "steps"},
    {"highway": "motorway"},
    {"highway": "trunk"},
    {"highway": "construction"},
    {"highway": "elevator"},
    {"highway": "via_ferrata"},
    {"highway": "platform"},
    {"highway": "primary", "motorroad": "yes"},
    {"highway": "primary", "sidewalk": "no"},
    {"highway": "secondary", "sidewalk": "separate"},
    {"highway": "secondary", "tunnel": "yes"},
    {"highway": "residential", "foot": "no"},
    {"highway": "residential", "foot": "use_sidepath"},
    {"highway": "service", "access": "private"},
    {"highway": "track", "access": "forestry"},
    {"highway": "service", "service": "driveway"},
    {"highway": "path", "sac_scale": "mountain_hiking"},
    {"highway": "path", "smoothness": "impassable"},
    {"highway": "path", "surface": "ice"},
    {"highway": "track", "ford": "yes"},
    {"highway": "footway", "indoor": "yes"},
    {"highway": "footway", "conveying": "forward"},
    {},
]


@pytest.mark.parametrize(("tags", "expected"), GOOD)
def test_a_way_has_the_class_of_what_speaks_most_against_it(tags, expected):
    assert footing_of(tags).way_class == expected


@pytest.mark.parametrize("tags", BAD)
def test_a_way_that_nobody_should_run_has_no_class(tags):
    assert footing_of(tags).way_class is None


def test_steps_are_run_on_request_only():
    assert footing_of({"highway": "steps"}, are_steps_allowed=True).way_class == "C"
    assert footing_of({"highway": "steps", "access": "no"}, are_steps_allowed=True).way_class is None


def test_what_is_not_mapped_stays_unknown():
    footing = footing_of({"highway": "residential"})
    assert footing.surface == ""
    assert footing.surface_class is None
    assert footing.is_lit is None
    assert footing_of({"highway": "primary"}).is_pavement_unknown


@pytest.mark.parametrize(("value", "expected"), [("yes", True), ("24/7", True), ("no", False), ("disused", False)])
def test_light_is_what_the_map_says(value, expected):
    assert footing_of({"highway": "path", "lit": value}).is_lit is expected
