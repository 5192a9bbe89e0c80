import base64
import hashlib
import re
import sys
from typing import Any

import folium
import folium.plugins
import pytest

from hillwork.render.offline import OfflineMap, image_source, leaflet_css, leaflet_js
from hillwork.render.tiles import PROVIDERS, provider_named
from tests.unit.render.pages import Page


def render(**options: Any) -> str:
    return OfflineMap(**options).get_root().render()


def test_an_offline_map_is_a_folium_map():
    assert isinstance(OfflineMap(), folium.Map)


def test_a_page_points_to_nothing_outside_itself():
    assert [address for address in Page(render()).addresses() if not address.startswith("data:")] == []


def test_leaflet_is_inside_with_its_version():
    assert 'version="1.9.4"' in "".join(Page(render()).texts["script"])


def test_leaflets_images_are_inside_its_style_sheet():
    assert re.findall(r"url\((?!data:|#)", leaflet_css()) == []


def test_leaflets_licence_goes_where_its_code_goes():
    assert "BSD 2-Clause License" in leaflet_js()
    assert "Volodymyr Agafonkin" in leaflet_js()


def test_leaflet_does_not_ask_for_its_source_map():
    assert "sourceMappingURL" not in leaflet_js()


def test_reading_leaflet_does_not_load_django():
    leaflet_js()
    assert "django" not in sys.modules


def test_the_policy_names_exactly_the_scripts_of_the_page():
    page = Page(render(scripts=["console.log(1)"]))
    policy = next(str(attributes["content"]) for tag, attributes in page.elements if "http-equiv" in attributes)
    digests = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in page.texts["script"]}
    script_rule = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
    assert set(re.findall(r"'sha256-([^']+)'", script_rule)) == digests
    assert len(digests) >= 3


def test_the_policy_allows_neither_inline_code_nor_the_network():
    page = render()
    assert "default-src 'none'" in page
    assert "unsafe" not in re.findall(r'Security-Policy" content="([^"]*)"', page)[0]


def test_equal_maps_are_equal_pages():
    assert render(zoom_start=7) == render(zoom_start=7)


def test_a_line_of_folium_can_be_added():
    shown = OfflineMap()
    shown.add_child(folium.PolyLine([(46.0, 14.0), (46.1, 14.1)]))
    assert "L.polyline" in shown.get_root().render()


def test_a_child_that_would_load_files_from_elsewhere_is_refused():
    shown = OfflineMap()
    shown.add_child(folium.plugins.Fullscreen())
    with pytest.raises(ValueError, match="cannot load https://"):
        shown.get_root().render()


def test_readers_may_zoom_the_page_by_hand():
    assert "user-scalable" not in render()


def policy_of(page: str) -> str:
    return next(
        str(attributes["content"])
        for tag, attributes in Page(page).elements
        if tag == "meta" and "http-equiv" in attributes
    )


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_page_may_ask_its_provider_for_images_and_nobody_else_for_anything(name):
    provider = provider_named(name)
    source = image_source(provider)
    policy = policy_of(render(provider=provider))
    assert source.startswith("https://")
    assert f"img-src data: {source};" in policy
    assert policy.count("https:") == 1
    assert "default-src 'none'" in policy


def test_all_subdomains_of_a_provider_may_be_asked():
    assert image_source(provider_named("opentopomap")) == "https://*.tile.opentopomap.org"


@pytest.mark.parametrize("name", PROVIDERS)
def test_providers_answer_without_a_key(name):
    assert not provider_named(name).requires_token()


def test_tiles_are_a_layer_that_is_not_on_the_map():
    script = "".join(Page(render(provider=provider_named("usgs"))).texts["script"])
    assert "var online_tiles = L.tileLayer(" in script
    assert not re.search(r"online_tiles\s*\.addTo", script)


def test_a_page_without_a_provider_knows_no_tiles():
    assert "https:" not in policy_of(render())
    assert "online_tiles" not in "".join(Page(render()).texts["script"])
