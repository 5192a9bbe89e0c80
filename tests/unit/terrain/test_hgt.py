import gzip
import zipfile

import numpy as np
import pytest

from hillwork.errors import InputError
from hillwork.terrain import open_files
from tests.servers import hgt_bytes

SIDE = 1201


def slope(lat, lon):
    return 100 + 500 * (np.asarray(lat) - 46) + 300 * (np.asarray(lon) - 7)


def tile(folder, lat, lon, height=slope, side=SIDE):
    path = folder / f"N{lat:02d}E{lon:03d}.hgt"
    path.write_bytes(hgt_bytes(height, lat, lon, side))
    return path


def sample(source, lat, lon):
    return source.sample(np.array(lat, dtype=float), np.array(lon, dtype=float)).elevation_m


@pytest.mark.parametrize("side", [1201, 3601])
def test_heights_between_posts_are_those_of_a_plane(tmp_path, side):
    source = open_files([tile(tmp_path, 46, 7, side=side)])
    rng = np.random.default_rng(1)
    lat, lon = 46 + rng.random(500), 7 + rng.random(500)
    assert sample(source, lat, lon) == pytest.approx(slope(lat, lon), abs=0.75)


def test_rounded_posts_give_heights_between_them(tmp_path):
    source = open_files([tile(tmp_path, 46, 7, lambda lat, _: np.round((lat - 46) * 1200))])
    lat = 46.5 + np.array([0.25, 0.5, 0.75]) / 1200
    assert sample(source, lat, [7.5] * 3) == pytest.approx([600.25, 600.5, 600.75])


def test_packed_tiles_are_the_same(tmp_path):
    stored = hgt_bytes(slope, 46, 7, SIDE)
    (tmp_path / "N46E007.hgt.gz").write_bytes(gzip.compress(stored))
    with zipfile.ZipFile(tmp_path / "n46e007.SRTMGL3.hgt.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../N46E007.hgt", stored)
    for path in sorted(tmp_path.iterdir()):
        assert sample(open_files([path]), [46.3], [7.6]) == pytest.approx(slope(46.3, 7.6), abs=0.75)


def test_seams_are_continuous_and_degree_lines_are_known_from_either_side(tmp_path):
    for lat, lon in ((46, 7), (46, 8), (47, 7)):
        tile(tmp_path, lat, lon)
    source = open_files([tmp_path])
    lon = 8 + np.linspace(-1e-4, 1e-4, 21)
    across = sample(source, np.full(21, 46.4), lon)
    assert np.abs(np.diff(across)).max() < 0.5
    only = open_files([tmp_path / "N46E007.hgt"])
    edges = sample(only, [47.0, 46.5, 47.0, 46.0], [7.5, 8.0, 8.0, 7.0])
    assert edges == pytest.approx(slope(np.array([47.0, 46.5, 47.0, 46.0]), np.array([7.5, 8.0, 8.0, 7.0])), abs=0.75)


def test_what_no_tile_covers_is_unknown(tmp_path):
    source = open_files([tile(tmp_path, 46, 7)])
    assert np.isnan(sample(source, [45.9, 46.5, np.nan], [7.5, 8.5, 7.5])).all()


def test_voids_are_unknown_and_make_no_plateau(tmp_path):
    def holed(lat, lon):
        heights = np.array(slope(lat, lon), dtype=float)
        heights[600:603, 600:603] = np.nan
        return heights

    source = open_files([tile(tmp_path, 46, 7, holed)])
    rows = np.array([598.0, 598.9, 599.0, 599.1, 600.0, 601.5, 602.9, 603.0])
    got = sample(source, 47 - rows / 1200, np.full(8, 7 + 601 / 1200))
    assert np.isnan(got).tolist() == [False, False, False, True, True, True, True, False]
    assert got.max(where=np.isfinite(got), initial=0) < 1000


@pytest.mark.parametrize(
    ("name", "stored", "message"),
    [
        ("N46E007.hgt", b"\0" * 1000, "not the size of a tile"),
        ("mountains.hgt", b"\0" * 1201 * 1201 * 2, "does not tell where"),
        ("N46E007.hgt.gz", b"no gzip", "cannot be read"),
        ("N46E007.hgt.zip", b"no zip", "cannot be read"),
        ("N46E007.hgt.gz", gzip.compress(b"\0" * 100_000_000, 1), "cannot be read"),
        ("N46E007.hgt.gz", gzip.compress(b"\0" * 1201 * 1201 * 2)[:-20], "cannot be read"),
    ],
    ids=["short", "nameless", "no gzip", "no zip", "bomb", "cut off"],
)
def test_what_is_no_tile_is_refused_by_name(tmp_path, name, stored, message):
    (tmp_path / name).write_bytes(stored)
    with pytest.raises(InputError, match=message) as error:
        open_files([tmp_path / name])
    assert name in error.value.message


def test_an_empty_folder_and_a_missing_file_are_refused(tmp_path):
    with pytest.raises(InputError, match="no elevation model in it"):
        open_files([tmp_path])
    with pytest.raises(InputError, match="no such file"):
        open_files([tmp_path / "N46E007.hgt"])


def test_tiles_of_two_models_are_not_put_together(tmp_path):
    tile(tmp_path, 46, 7, side=1201)
    tile(tmp_path, 46, 8, side=3601)
    with pytest.raises(InputError, match="1 and 3 arc seconds"):
        open_files([tmp_path])


def test_nothing_leaves_this_machine(tmp_path):
    cost = open_files([tile(tmp_path, 46, 7)]).estimate(np.array([46.5]), np.array([7.5]))
    assert (cost.host, cost.n_requests) == ("", 0)
