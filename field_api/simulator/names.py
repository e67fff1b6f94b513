"""Invented people: names put together by chance, documents and telephones that nobody holds."""

from random import Random

WOMEN = (
    "María Fernanda", "Luz Marina", "Ana Lucía", "Carmen Rosa", "Gloria Inés", "Sandra Milena",
    "Yolanda", "Diana Carolina", "Martha Cecilia", "Paola Andrea", "Adriana", "Claudia Patricia",
    "Rosa Elvira", "Jenny Alexandra", "Blanca Nubia", "Liliana", "Esperanza", "Viviana",
    "Nidia Esther", "Katherine", "Olga Lucía", "Teresa de Jesús", "Valentina", "Daniela",
)  # fmt: skip
MEN = (
    "José Luis", "Carlos Alberto", "Luis Fernando", "Jorge Enrique", "Juan Carlos", "Héctor Fabio",
    "Wilson", "Óscar Iván", "Édgar", "Pedro Nel", "Hernán Darío", "Jairo", "Álvaro", "Víctor",
    "Andrés", "Ramón Elías", "Fabián", "Nelson", "Gustavo Adolfo", "Rubén Darío",
    "Jhon Freddy", "Mauricio", "Sergio Andrés", "Camilo",
)  # fmt: skip
SURNAMES = (
    "Rodríguez", "Gómez", "Martínez", "Quiñones", "Rojas", "Vargas", "Moreno", "Castañeda", "Peña",
    "Muñoz", "Ortiz", "Herrera", "Jaramillo", "Cárdenas", "Suárez", "Ramírez", "Bermúdez",
    "Acosta",
    "Guzmán", "Beltrán", "Pineda", "Salazar", "Ibáñez", "Tovar", "Mosquera", "Arango",
    "Villamizar", "Ospina", "Zapata", "Buitrago", "Londoño", "Cuéllar", "Parra", "Trujillo",
    "Avendaño",
)  # fmt: skip
TRADES = (
    "tienda de barrio", "peluquería", "taller de motos", "panadería", "modistería",
    "cría de pollos",
    "venta de arepas", "carpintería", "papelería", "puesto de frutas", "reciclaje",
    "ferretería",
)  # fmt: skip


def full_name(random: Random) -> str:
    """Given names and two surnames."""
    given = random.choice(WOMEN if random.random() < 0.56 else MEN)
    return f"{given} {random.choice(SURNAMES)} {random.choice(SURNAMES)}"


def document_number(random: Random) -> str:
    """A number of a citizen's card from a range that has not been given out."""
    return str(random.randrange(1_900_000_000, 1_999_999_999))


def mobile(random: Random) -> str:
    """A Colombian mobile number with a prefix that no operator uses."""
    return f"+57 390 {random.randrange(1000):03d} {random.randrange(10_000):04d}"
