"""Places to forecasts."""

from hillwork.weather.open_meteo import OPEN_METEO_URL, OpenMeteo

__all__ = ["OPEN_METEO_URL", "OpenMeteo"]
