"""A folium map that needs nothing but itself: Leaflet inside, no link to anywhere, only its own scripts allowed to run."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any, Final
from urllib.parse import urlsplit

import folium
from branca.element import Figure, Link
from jinja2 import Template
from xyzservices import TileProvider

_DISTRIBUTION: Final = "django-js-lib-leaflet"
_PACKAGE: Final = "js_lib_leaflet"
"""The package that carries Leaflet's files; it holds static files and does not need Django to be read."""

_POLICY_SLOT: Final = "policy-of-this-page"

_USUAL_ZOOM: Final = 18
_MOST_ZOOM: Final = 20


class OfflineFigure(Figure):
    """The page around an `OfflineMap`.

    Its content-security policy lets run exactly the scripts, and apply exactly the style sheets, that were on the page
    when it was rendered. What is put into the page afterwards cannot run, and nothing can be fetched.

    Args:
        title: Text of the title element. A constant: it reaches a template.
        language: What the page is written in, as HTML names it. A constant.
        styles: Style sheets, in order.
        scripts: Scripts for after the body, in order; the map exists when they run.
        image_hosts: Who may be asked for images beside the page itself, as sources of a content-security policy. Constants.
    """

    _template = Template(
        """<!DOCTYPE html>
<html lang="{{ this.language }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ this.policy_slot }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{ this.title }}</title>
<link rel="icon" href="data:,">
{% for style in this.styles %}<style>{{ style }}</style>
{% endfor %}{{ this.header.render(**kwargs) }}
<script>{{ this.leaflet }}</script>
</head>
<body>
{{ this.html.render(**kwargs) }}
<script>{{ this.script.render(**kwargs) }}</script>
{% for script in this.scripts %}<script>{{ script }}</script>
{% endfor %}</body>
</html>
"""
    )
    policy_slot = _POLICY_SLOT

    def __init__(
        self,
        *,
        title: str,
        language: str = "en",
        styles: Sequence[str] = (),
        scripts: Sequence[str] = (),
        image_hosts: Sequence[str] = (),
    ) -> None:
        super().__init__(title=title)
        self.language = language
        self.header._children.clear()  # noqa: SLF001 - branca's own charset, which the template states first
        self.leaflet = leaflet_js()
        self.styles = (leaflet_css(), *styles)
        self.scripts = tuple(scripts)
        self.image_hosts = tuple(image_hosts)

    def render(self, **kwargs: object) -> str:
        """Return the page.

        Raises:
            ValueError: A child wants to load a file from elsewhere.
        """
        page: str = super().render(**kwargs)
        links = [child.url for child in self.header._children.values() if isinstance(child, Link)]  # noqa: SLF001 - branca has no accessor
        if links:
            raise ValueError(f"an offline map cannot load {', '.join(links)}")
        return page.replace(_POLICY_SLOT, policy_of(page, self.image_hosts), 1)


class OfflineMap(folium.Map):
    """A `folium.Map` whose page opens without a network.

    It draws no tiles; those of a provider given here are a layer, `online_tiles`, that a script or the reader may add, and the only
    thing the page may ask for. Children may be added as to any folium map as long as Leaflet alone can draw them: popups, icons with
    glyphs and plug-ins want files from elsewhere and are refused when the page is rendered. Children get random
    names from folium; the map itself has the name given here, so that equal maps are equal pages.

    Args:
        name: Name of the JavaScript variable that holds the map, and of its element.
        title: Text of the title element. A constant: it reaches a template.
        language: What the page is written in, as HTML names it. A constant.
        styles: Style sheets, in order, after Leaflet's.
        scripts: Scripts for after the body, in order; the map exists when they run.
        provider: Whose tiles the page may ask for; None for none.
        **options: Options of `folium.Map` and of Leaflet's map.
    """

    _template = Template(
        """
        {% macro html(this, kwargs) %}{{ this.body() }}{% endmacro %}
        {% macro script(this, kwargs) %}{{ this.leaflet_call(kwargs) }}{% endmacro %}
        """
    )

    def __init__(
        self,
        *,
        name: str = "map",
        title: str = "Map",
        language: str = "en",
        styles: Sequence[str] = (),
        scripts: Sequence[str] = (),
        provider: TileProvider | None = None,
        **options: Any,  # noqa: ANN401 - whatever folium takes
    ) -> None:
        self._element_name = name
        super().__init__(tiles=None, **options)
        # Leaflet comes from the figure; the rest of what folium would load serves children that are refused.
        self.default_js, self.default_css = [], []
        self._provider = provider
        hosts = () if provider is None else (image_source(provider),)
        figure = OfflineFigure(title=title, language=language, styles=styles, scripts=scripts, image_hosts=hosts)
        figure.add_child(self)

    def get_name(self) -> str:
        """Return the name of the map's variable and element."""
        return self._element_name

    def body(self) -> str:
        """Return the HTML that holds the map's element: constants only, branca compiles it as a template."""
        return f'<div class="folium-map" id="{self.get_name()}"></div>'

    def leaflet_call(self, kwargs: dict[str, Any]) -> str:
        """Return the script that makes the map, as folium writes it."""
        call: str = folium.Map._template.module.script(self, kwargs)  # noqa: SLF001 - folium's template is where it is written
        return call if self._provider is None else f"{call}\n{_tile_layer(self._provider)}"


def image_source(provider: TileProvider) -> str:
    """Return where the tiles of a provider come from, as a source of a content-security policy."""
    address = urlsplit(provider.build_url(fill_subdomain=False).replace("{s}", "*"))
    return f"{address.scheme}://{address.netloc}"


def _tile_layer(provider: TileProvider) -> str:
    """Return the script that makes the layer of a provider's tiles, without adding it to the map."""
    options = {
        "maxNativeZoom": provider.get("max_zoom", _USUAL_ZOOM),
        "maxZoom": _MOST_ZOOM,
        "subdomains": provider.get("subdomains", "abc"),
        "attribution": provider.attribution,
        "name": provider.name,
        # Some providers want to know which page asks; one that lies in a file has no address to tell.
        "referrerPolicy": "origin",
    }
    url = provider.build_url(scale_factor="{r}", fill_subdomain=False)
    return f"var online_tiles = L.tileLayer({json.dumps(url)}, {json.dumps(options)});"


def policy_of(page: str, image_hosts: Sequence[str] = ()) -> str:
    """Return the content-security policy that allows the scripts and style sheets of a page of constants, and no others.

    Args:
        page: The page.
        image_hosts: Who may be asked for images.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hashes(re.findall(r'<script>(.*?)</script>', page, re.DOTALL))}",
            f"style-src {_hashes(re.findall(r'<style>(.*?)</style>', page, re.DOTALL))}",
            " ".join(["img-src data:", *image_hosts]),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


@cache
def leaflet_js() -> str:
    """Return Leaflet's script, its licence before it."""
    script = _file("leaflet.js").read_text(encoding="utf-8")
    # The browser's tools would look for the source map beside the page.
    return f"/*!\n{_licence()}*/\n{re.sub(r'//# sourceMappingURL=.*', '', script)}"


@cache
def leaflet_css() -> str:
    """Return Leaflet's style sheet with its images inside."""
    style = _file("leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"url\((images/[\w-]+\.png)\)", lambda match: f"url({_data_uri(match[1])})", style)


def _data_uri(name: str) -> str:
    return f"data:image/png;base64,{base64.b64encode(_file(name).read_bytes()).decode()}"


def _file(name: str) -> Traversable:
    return resources.files(_PACKAGE) / "static" / _PACKAGE / name


def _licence() -> str:
    """Return the text of Leaflet's licence (BSD-2-Clause), which has to go where its code goes."""
    texts = (metadata.distribution(_DISTRIBUTION).read_text(name) for name in ("LICENSE", "licenses/LICENSE"))
    return next(text for text in texts if text)
