"""A region of somebody's map that becomes the server's."""

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.region_maps import RegionAsked, RegionMaps

_PATH = "/tiles/region"


def region_maps(api: FieldApi) -> RegionMaps:
    """The region that was asked for last, and how it goes. Raises ApiError."""
    found: RegionMaps = read(api.request("GET", _PATH), RegionMaps)
    return found


def ask_region(api: FieldApi, asked: RegionAsked) -> RegionMaps:
    """Have its size told. Raises NotValid, Conflict region_busy, ApiError."""
    api.request("POST", _PATH, json=asked)
    return region_maps(api)


def start_region(api: FieldApi) -> RegionMaps:
    """Have the region brought whose size is told. Raises ApiError."""
    api.request("POST", f"{_PATH}/start")
    return region_maps(api)


def stop_region(api: FieldApi) -> RegionMaps:
    """End it; the map that was there stays. Raises ApiError."""
    api.request("DELETE", _PATH)
    return region_maps(api)
