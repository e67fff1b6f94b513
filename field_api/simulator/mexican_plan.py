"""The plan of Mezquital del Llano, an invented small town in Mexico. Data only.

Coordinates are metres from its square, on a chart of its own (`plane.Chart`).
"""

from field_api.simulator.city_plan import District

TOWN_NAME = "Mezquital del Llano"
STATE_NAME = "Altiplano Dorado"
INVENTED_LABEL = "pueblo inventado"
ZONE = "America/Mexico_City"

# An empty stretch of the high plains: nothing real stands here, and the time of the centre holds.
ORIGIN_LAT = 23.83
ORIGIN_LON = -101.62
LAND_RADIUS_M = 2_600.0

# From south to north, and from west to east; the square lies where the middle ones meet.
CALLES = (
    "Calle Ignacio Zaragoza", "Calle Vicente Guerrero", "Calle Josefa Ortiz de Domínguez",
    "Calle 16 de Septiembre", "Calle Miguel Hidalgo", "Avenida Benito Juárez",
    "Calle José María Morelos", "Calle 5 de Mayo", "Calle Nicolás Bravo",
    "Calle Guadalupe Victoria",
)  # fmt: skip
CALLES_ACROSS = (
    "Calle Mezquite", "Calle Palma China", "Calle Nopal", "Calle Aldama", "Calle Allende",
    "Avenida Francisco I. Madero", "Calle Venustiano Carranza", "Calle Emiliano Zapata",
    "Calle Lázaro Cárdenas", "Calle Biznaga", "Calle Garambullo",
)  # fmt: skip
BLOCK_M = (104.0, 82.0)  # from calle to calle eastwards, and northwards
SQUARE_BLOCK = (4, 4)  # which block is the square, from the west and from the south

# Colonias with their postal codes (a number range that the post gives to no state), by the half
# of the town that each has: west or east, south or north of the square.
COLONIAS: dict[tuple[bool, bool], tuple[District, str]] = {
    (True, True): (District("Centro", -260, -160, 0, BLOCK_M, 8.5), "18010"),
    (True, False): (District("San Juan de los Nopales", -260, 160, 0, BLOCK_M, 7.5), "18020"),
    (False, True): (District("La Estación", 260, -160, 0, BLOCK_M, 8.0), "18030"),
    (False, False): (District("Lomas del Mezquite", 260, 160, 0, BLOCK_M, 7.0), "18040"),
}
HIGHWAY_NAME = "Carretera a Salinas Viejas"
