"""The plan of Villa Ámbar as a planner would draw it. Data only.

The city and its names are invented. Coordinates are metres from the main square (`plane.py`).
"""

from dataclasses import dataclass

CITY_NAME = "Villa Ámbar"
REGION_NAME = "Llano Dorado"
INVENTED_LABEL = "ciudad inventada"
CITY_ANGLE_DEG = -8.0  # the old grid leans a little, as the founders left it

Waypoints = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Avenue:
    """A road that shapes the city: waypoints are joined by a smooth curve."""

    name: str
    kind: str
    detail: str
    waypoints: Waypoints
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class District:
    """A neighbourhood: its heart, its grid (angle relative to the city's) and its blocks."""

    name: str
    x: float
    y: float
    angle_deg: float
    block_m: tuple[float, float]
    frontage_m: float = 8.0
    is_staggered: bool = False
    use: str = "homes"


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place with its own ground: streets stop at its edge."""

    name: str
    kind: str
    x: float
    y: float
    size_m: tuple[float, float]
    angle_deg: float = CITY_ANGLE_DEG
    is_round: bool = False


RIVER: Waypoints = (
    (-2500, 13500), (-1500, 11000), (-2300, 8400), (-1300, 6200), (-1500, 4500), (-1820, 3300),
    (-1330, 2350), (-1560, 1500), (-1110, 750), (-1010, 0), (-1370, -850), (-1200, -1650),
    (-1680, -2450), (-1380, -3350), (-1750, -4500), (-1100, -6300), (-2000, -8400),
    (-1300, -10800), (-2100, -13500),
)  # fmt: skip
RIVER_NAME = "Río Ámbar"
RIVER_HALF_WIDTH_M = 52.0

CREEK: Waypoints = (
    (7500, 3300), (5600, 1900), (4300, 1500), (3350, 980), (2350, 730), (1500, 980), (700, 800),
    (-100, 1060), (-700, 930), (-1180, 1010),
)  # fmt: skip
CREEK_NAME = "Quebrada La Mojarra"
CREEK_HALF_WIDTH_M = 6.0
CREEK_GREEN_M = 24.0

OUTLINE: Waypoints = (
    (-1650, 2760), (-900, 2980), (-200, 3330), (300, 3650), (650, 3420), (1000, 2820),
    (1900, 2480), (2750, 2060), (2980, 1500), (2900, 900), (3250, 450), (3800, -150), (3500, -520),
    (2960, -900), (2800, -1500), (2500, -2050), (1750, -2480), (1250, -2900), (650, -3420),
    (250, -3250), (-300, -2760), (-1100, -2860), (-1800, -2640), (-2420, -2200), (-2900, -1700),
    (-2960, -900), (-3350, -350), (-3450, 450), (-2950, 950), (-2620, 1750), (-2100, 2350),
)  # fmt: skip

AVENUES: tuple[Avenue, ...] = (
    Avenue("Avenida Circunvalar", "highway", "trunk", (
        (-1330, 2540), (-300, 2760), (700, 2620), (1700, 2270), (2480, 1560), (2830, 560),
        (2760, -560), (2330, -1580), (1500, -2340), (500, -2640), (-600, -2590), (-1500, -2480),
        (-2050, -2280), (-2520, -1480), (-2790, -350), (-2740, 850),
        (-2290, 1930)), is_closed=True),
    Avenue("Vía a San Telmo", "highway", "trunk", (
        (-13000, 2600), (-9000, 1350), (-5600, 1000), (-4200, 640), (-2760, 440))),
    Avenue("Avenida Bolívar", "major_road", "primary", (
        (-2760, 440), (-1800, 350), (-1080, 395), (-300, 285), (600, 160), (1600, 130),
        (2820, -80))),
    Avenue("Vía a Los Almendros", "highway", "trunk", (
        (2820, -80), (4300, -520), (6500, -300), (9500, -1500), (13000, -1200))),
    Avenue("Autopista Norte", "highway", "trunk", (
        (650, 13000), (-200, 9800), (500, 6800), (220, 4300), (300, 2680))),
    Avenue("Avenida Libertadores", "major_road", "primary", (
        (300, 2680), (380, 1550), (540, 750), (600, 160), (560, -700), (700, -1500),
        (480, -2640))),
    Avenue("Vía a Puerto Caimán", "highway", "trunk", (
        (480, -2640), (250, -4300), (900, -6800), (300, -9800), (1200, -13000))),
    Avenue("Avenida Las Ceibas", "major_road", "primary", (
        (560, -700), (1150, -950), (1750, -1150), (2330, -1580))),
    Avenue("Avenida de los Estudiantes", "major_road", "secondary", (
        (-1450, 1730), (-450, 1500), (380, 1550), (1150, 1330), (1560, 850), (1600, 130),
        (1480, -500), (1150, -950), (700, -1500), (-150, -1620), (-800, -1520), (-1150, -1500))),
    Avenue("Avenida La Granja", "major_road", "secondary", (
        (1150, 1330), (1750, 1500), (2480, 1560))),
    Avenue("Avenida El Samán", "major_road", "secondary", (
        (1560, 850), (2150, 350), (2760, -560))),
    Avenue("Avenida Miraflores", "major_road", "secondary", (
        (380, 1550), (900, 2050), (1700, 2270))),
    Avenue("Avenida Santander", "major_road", "secondary", (
        (-150, -1620), (-200, -2150), (-600, -2590))),
    Avenue("Avenida del Puente", "major_road", "secondary", (
        (-2520, -1480), (-1900, -1150), (-1290, -1180), (-700, -1020), (-100, -830), (560, -700))),
)  # fmt: skip

RIVERSIDE_EAST = "Avenida del Río"
RIVERSIDE_WEST = "Avenida Malecón"
RIVERSIDE_M = 150.0

DISTRICTS: tuple[District, ...] = (
    District("Centro", 60, -60, 0, (86, 86), 9.5),
    District("San Antonio", -480, -470, 0, (84, 78), 8.5),
    District("La Candelaria", -330, 650, 3, (90, 74), 8.5),
    District("El Prado", 1020, 560, -6, (104, 72), 11),
    District("La Merced", -430, -1270, 9, (88, 66), 7.5),
    District("Santa Lucía", 250, -1180, -3, (92, 64), 7.5),
    District("Las Ceibas", 1060, -380, 12, (98, 66), 9),
    District("Los Mangos", 1120, -1480, -27, (90, 58), 7, is_staggered=True),
    District("Siete de Agosto", -680, 1250, -10, (82, 62), 7),
    District("La Floresta", 60, 1280, 4, (96, 62), 9),
    District("El Jardín", 830, 1180, 17, (96, 64), 10),
    District("San Rafael", -650, 2080, -15, (92, 56), 7),
    District("El Recreo", 0, 2080, 8, (96, 58), 8),
    District("Altos del Prado", 760, 1750, 36, (104, 60), 12, is_staggered=True),
    District("Villa Luz", 880, 2390, -14, (84, 52), 6.5, is_staggered=True),
    District("La Granja", 1620, 1880, 24, (92, 56), 7.5),
    District("Los Samanes", 2080, 1250, -33, (98, 60), 8.5),
    District("El Tamarindo", 2100, 780, 14, (90, 58), 7.5),
    District("Santa Inés", 1950, 130, 4, (94, 60), 7.5),
    District("El Porvenir", 2430, 30, 31, (84, 52), 6.5, is_staggered=True),
    District("Zona Industrial", 2280, -700, -6, (205, 150), 38, use="industry"),
    District("Las Acacias", 1830, -560, 22, (90, 56), 7),
    District("La Esperanza", 1780, -1500, -35, (84, 50), 6.2, is_staggered=True),
    District("Buenos Aires", 1130, -2050, -20, (88, 56), 7),
    District("El Bosque", 560, -2080, -4, (94, 58), 7.5),
    District("Veinte de Julio", 120, -2200, 10, (86, 56), 6.8),
    District("El Jazmín", -620, -1980, 15, (90, 56), 7),
    District("San Isidro", -1030, -2210, -12, (86, 54), 6.5),
    District("La Ribera", -1720, 760, 16, (92, 60), 7.5),
    District("Los Guaduales", -2250, 1080, -26, (90, 54), 7, is_staggered=True),
    District("El Paraíso", -1940, -80, 5, (94, 58), 7.5),
    District("La Pradera", -2420, 60, 19, (88, 54), 6.8),
    District("Nuevo Horizonte", -2380, -780, -18, (84, 50), 6.2, is_staggered=True),
    District("Puerto Viejo", -1840, -720, 11, (84, 60), 7),
    District("El Mirador", -2050, -1750, 27, (84, 50), 6.2, is_staggered=True),
    District("Ciudadela Norte", -300, 2920, -6, (84, 46), 6.2, is_staggered=True),
    District("Brisas del Llano", 2980, 300, 10, (84, 46), 6.2, is_staggered=True),
    District("Villa del Sur", 900, -2780, -14, (84, 46), 6.2, is_staggered=True),
    District("Los Pinos", 2560, -1560, 38, (84, 46), 6.2, is_staggered=True),
    District("La Bonanza", -2900, -600, 8, (84, 46), 6.2),
)  # fmt: skip

LANDMARKS: tuple[Landmark, ...] = (
    Landmark("Plaza Mayor", "plaza", -5, -12, (96, 96)),
    Landmark("Universidad del Llano Dorado", "university", 1010, 1010 + 640, (430, 300), 18),
    Landmark("Hospital San Gabriel", "hospital", -230, 1780, (170, 130), -2),
    Landmark("Cementerio Central", "cemetery", 1500, -1870, (240, 190), -38),
    Landmark("Estadio Los Jaguares", "stadium", 2290, 650, (250, 210), -38),
    Landmark("Parque de los Samanes", "park", 1070, -75, (430, 290), -3, is_round=True),
    Landmark("Parque La Laguna", "park", -2160, 520, (520, 380), 30, is_round=True),
    Landmark("Parque El Bosque", "park", 330, -1820, (300, 240), 5, is_round=True),
    Landmark("Plaza de Mercado", "market", -330, -330, (120, 96)),
    Landmark("Colegio Mayor", "school", -520, 330 + 260, (110, 84), -5),
    Landmark("Terminal de Transportes", "commercial", 1860, -250, (190, 130), 14),
    Landmark("Parque Lineal Sur", "park", -620, -2330, (240, 170), 10, is_round=True),
)
LAGOON = (-2165.0, 540.0, 130.0, 75.0)  # x, y and half axes

AIRFIELD = (4700.0, 3000.0, 2000.0, 260.0, 28.0)  # x, y, length, width, angle
