import gzip
import re

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine, from_origin
from rasterio.warp import Resampling, reproject

from hillwork.errors import InputError
from hillwork.terrain import open_files
from tests.others import shared_file
from tests.servers import hgt_bytes


def slope(lat, lon):
    return 100 + 5000 * (np.asarray(lat) - 46) + 3000 * (np.asarray(lon) - 7)


def write(path, heights, transform, crs="EPSG:4326", **options):
    with rasterio.open(
        path, "w", driver="GTiff", height=heights.shape[0], width=heights.shape[1], count=1,
        dtype=heights.dtype, crs=crs, transform=transform, **options,
    ) as file:  # fmt: skip
        file.write(heights, 1)
    return path


def geographic(dtype="float32", size=100, step=0.001):
    rows = 46.1 - (np.arange(size) + 0.5) * step
    columns = 7.0 + (np.arange(size) + 0.5) * step
    lon, lat = np.meshgrid(columns, rows)
    return slope(lat, lon).astype(dtype), from_origin(7.0, 46.1, step, step)


def sample(path, lat, lon):
    return open_files([path]).sample(np.array(lat, dtype=float), np.array(lon, dtype=float))


PLACES = np.array([46.03, 46.0501, 46.08]), np.array([7.02, 7.0533, 7.09])


def test_heights_between_pixels_are_those_of_a_plane(tmp_path):
    path = write(tmp_path / "dem.tif", *geographic())
    assert sample(path, *PLACES).elevation_m == pytest.approx(slope(*PLACES), abs=0.01)


def test_a_file_that_begins_in_the_south_is_the_same(tmp_path):
    heights, transform = geographic()
    turned = Affine(transform.a, 0, transform.c, 0, -transform.e, transform.f + transform.e * len(heights))
    path = write(tmp_path / "dem.tif", heights[::-1], turned)
    assert sample(path, *PLACES).elevation_m == pytest.approx(slope(*PLACES), abs=0.01)


def test_another_projection_is_the_same(tmp_path):
    from rasterio.warp import transform

    x, y = np.meshgrid(np.arange(345_000, 352_000, 25.0) + 12.5, np.arange(5_100_000, 5_092_000, -25.0) - 12.5)
    lon, lat = transform("EPSG:32632", "EPSG:4326", x.ravel(), y.ravel())
    heights = slope(np.array(lat), np.array(lon)).reshape(x.shape).astype("float32")
    path = write(tmp_path / "utm.tif", heights, from_origin(345_000, 5_100_000, 25, 25), "EPSG:32632")
    places = np.array([46.01, 46.02]), np.array([7.02, 7.05])
    got = sample(path, *places)
    assert got.elevation_m == pytest.approx(slope(*places), abs=0.1)
    assert got.worth.resolution_m == pytest.approx(25, rel=0.01)


def test_missing_values_are_unknown_and_so_is_what_rests_on_them(tmp_path):
    heights, transform = geographic("int16")
    heights[50, 50] = -9999
    path = write(tmp_path / "dem.tif", heights, transform, nodata=-9999)
    lat = 46.1 - (np.array([48.5, 49.6, 50.5, 51.6]) + 0.0) * 0.001
    assert np.isnan(sample(path, lat, np.full(4, 7.0505)).elevation_m).tolist() == [False, True, True, False]


def test_small_integers_without_a_missing_value_are_heights(tmp_path):
    heights, transform = geographic("float32")
    path = write(tmp_path / "dem.tif", np.clip(heights / 5, 0, 255).astype("uint8"), transform)
    got = sample(path, [46.05], [7.05])
    assert got.elevation_m == pytest.approx(slope(46.05, 7.05) / 5, abs=1)
    assert got.worth.step_m == 1


def test_untagged_voids_and_the_largest_number_that_fits_are_no_heights(tmp_path):
    heights, transform = geographic("int16")
    heights[50, 50], heights[20, 20] = -9999, 32767
    path = write(tmp_path / "dem.tif", heights, transform)
    lat = 46.1 - np.array([48.5, 50.5, 20.5]) * 0.001
    got = sample(path, lat, [7.0505, 7.0505, 7.0205]).elevation_m
    assert np.isnan(got).tolist() == [False, True, True]


@pytest.mark.parametrize(("unit", "unit_m"), [("ft", 0.3048), ("metre", 1.0), ("us survey foot", 0.30480061)])
def test_heights_in_other_units_and_scales_are_metres(tmp_path, unit, unit_m):
    heights, transform = geographic()
    path = write(tmp_path / "dem.tif", np.round((heights - 50) * 10 / unit_m).astype("int32"), transform)
    with rasterio.open(path, "r+") as file:
        file.units, file.scales, file.offsets = (unit,), (0.1,), (50 / unit_m,)
    got = sample(path, *PLACES)
    assert got.elevation_m == pytest.approx(slope(*PLACES), abs=0.05)
    assert got.worth.step_m == pytest.approx(0.1 * unit_m)


def test_an_unknown_unit_is_refused_by_name(tmp_path):
    path = write(tmp_path / "dem.tif", *geographic())
    with rasterio.open(path, "r+") as file:
        file.units = ("fathom",)
    with pytest.raises(InputError, match=r"dem.tif: heights in 'fathom'"):
        open_files([path])


def test_outside_is_unknown(tmp_path):
    path = write(tmp_path / "dem.tif", *geographic())
    assert np.isnan(sample(path, [45.0, 46.05, 46.2, np.nan], [7.05, 6.9, 7.05, 7.05]).elevation_m).all()


@pytest.mark.parametrize(
    ("crs", "transform"), [(None, from_origin(7, 46.1, 0.001, 0.001)), ("EPSG:4326", Affine.identity())]
)
@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_file_that_does_not_say_where_it_lies_is_refused_by_name(tmp_path, crs, transform):
    path = write(tmp_path / "lost.tif", geographic()[0], transform, crs)
    with pytest.raises(InputError, match=r"lost.tif: does not say"):
        open_files([path])


def test_another_kind_of_file_in_disguise_is_refused(tmp_path):
    (tmp_path / "dem.tif").write_text('<VRTDataset rasterXSize="2" rasterYSize="2"></VRTDataset>')
    with pytest.raises(InputError, match="not a readable GeoTIFF"):
        open_files([tmp_path / "dem.tif"])


def test_a_tiny_file_that_claims_to_be_huge_is_not_read_whole(tmp_path):
    path = tmp_path / "sparse.tif"
    with rasterio.open(
        path, "w", driver="GTiff", height=40_000, width=40_000, count=1, dtype="int16", crs="EPSG:4326",
        transform=from_origin(7, 47, 2.5e-5, 2.5e-5), SPARSE_OK=True, tiled=True,
    ):  # fmt: skip
        pass
    assert sample(path, [46.5], [7.5]).elevation_m.tolist() == [0.0]
    with pytest.raises(InputError, match="too many"):
        sample(path, [46.01, 46.99], [7.01, 7.99])


def test_the_finest_model_that_knows_the_places_answers_for_all_of_them(tmp_path):
    fine, transform = geographic(step=0.0002, size=100)
    write(tmp_path / "fine.tif", fine + 1000, transform)
    (tmp_path / "N46E007.hgt").write_bytes(hgt_bytes(slope, 46, 7, 1201))
    source = open_files([tmp_path])
    inside = source.sample(np.array([46.085, 46.095]), np.array([7.005, 7.015]))
    across = source.sample(np.array([46.095, 46.5]), np.array([7.005, 7.5]))
    assert (inside.source, across.source) == ("dem:fine.tif", "dem:N46E007.hgt")
    assert np.isfinite(across.elevation_m).all()


def test_a_real_tile_reads_as_rasterio_s_bilinear_does_off_voids():
    """GDAL warps the GeoTIFF crop to a grid eight times as fine; its middles are read from the SRTM tile by us."""
    with rasterio.open(shared_file("data/monaco/monaco_srtm3_crop.tif")) as crop:
        warped = np.full((crop.height * 8, crop.width * 8), np.nan)
        fine = crop.transform * Affine.scale(1 / 8)
        reproject(
            rasterio.band(crop, 1), warped, dst_transform=fine, dst_crs=crop.crs, dst_nodata=np.nan,
            resampling=Resampling.bilinear,
        )  # fmt: skip
    inner = slice(8, -8)
    column, row = np.meshgrid(np.arange(warped.shape[1])[inner] + 0.5, np.arange(warped.shape[0])[inner] + 0.5)
    lon, lat = fine * (column.ravel(), row.ravel())
    ours = sample(shared_file("data/monaco/N43E007.hgt"), lat, lon).elevation_m
    both = np.isfinite(ours) & np.isfinite(warped[inner, inner].ravel())
    assert both.mean() > 0.5
    assert np.abs(ours - warped[inner, inner].ravel())[both].max() < 0.1


def test_the_nodes_of_a_real_extract_have_one_height_in_tile_and_crop():
    text = gzip.decompress(shared_file("data/monaco/monaco_2012.osm.gz").read_bytes()).decode()
    nodes = np.array(re.findall(r'<node [^>]*?lat="([^"]+)" lon="([^"]+)"', text), dtype=float)
    assert len(nodes) > 10_000
    tile = sample(shared_file("data/monaco/N43E007.hgt"), *nodes.T).elevation_m
    crop = sample(shared_file("data/monaco/monaco_srtm3_crop.tif"), *nodes.T).elevation_m
    both = np.isfinite(tile) & np.isfinite(crop)
    assert both.mean() > 0.99
    assert np.abs(tile - crop)[both].max() < 0.1
