"""Invented people of Mexico: names put together by chance, documents and telephones that nobody
holds.
"""

from random import Random

WOMEN = (
    "María Guadalupe", "Ana Karen", "Juana", "Leticia", "Rosa María", "Silvia", "Alejandra",
    "Patricia", "Margarita", "Araceli", "Norma Angélica", "Elizabeth", "Lucía", "Josefina",
    "Irma", "Brenda", "Ximena", "Dulce María",
)  # fmt: skip
MEN = (
    "José Guadalupe", "Juan Manuel", "Francisco Javier", "Miguel Ángel", "José de Jesús",
    "Jesús Alberto", "Martín", "Raúl", "Arturo", "Gerardo", "Salvador", "Roberto", "Noé",
    "Refugio", "Felipe", "Iván", "Ricardo", "Luis Ángel",
)  # fmt: skip
SURNAMES = (
    "Hernández", "García", "Martínez", "López", "González", "Pérez", "Sánchez", "Ramírez",
    "Cruz", "Flores", "Gómez", "Morales", "Vázquez", "Reyes", "Jiménez", "Torres", "Díaz",
    "Gutiérrez", "Mendoza", "Aguilar", "Ortega", "Castillo", "Chávez", "Rangel", "Zúñiga",
    "Cervantes", "Muñiz", "Ibarra", "Saucedo", "Nájera",
)  # fmt: skip
GOODS = (
    "refrigerador", "lavadora", "sala y comedor", "recámara", "estufa", "televisor", "motocicleta",
    "máquina de coser", "celular", "computadora",
)  # fmt: skip
_VOWELS = "AEIOU"
_PLAIN = str.maketrans("ÁÉÍÓÚÜÑ", "AEIOUUX")
# No state of the country, so that no registry has given out such a number.
_NO_STATE = "ZZ"


def person(random: Random) -> tuple[str, str]:
    """Given names and two surnames, and the CURP that would be theirs."""
    is_woman = random.random() < 0.56
    given = random.choice(WOMEN if is_woman else MEN)
    father, mother = random.choice(SURNAMES), random.choice(SURNAMES)
    return f"{given} {father} {mother}", _curp(given, father, mother, is_woman, random)


def _curp(given: str, father: str, mother: str, is_woman: bool, random: Random) -> str:
    first, second, name = (word.upper().translate(_PLAIN) for word in (father, mother, given))
    vowel = next(letter for letter in first[1:] if letter in _VOWELS)
    born = f"{random.randint(55, 99):02d}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
    inner = "".join(
        next((letter for letter in word[1:] if letter.isalpha() and letter not in _VOWELS), "X")
        for word in (first, second, name)
    )
    sex = "M" if is_woman else "H"
    end = f"0{random.randrange(10)}"
    return f"{first[0]}{vowel}{second[0]}{name[0]}{born}{sex}{_NO_STATE}{inner}{end}"


def mobile(random: Random) -> str:
    """A Mexican mobile number of an area that there is none of."""
    return f"+52 390 {random.randrange(1000):03d} {random.randrange(10_000):04d}"
