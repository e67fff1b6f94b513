"""What reports say, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.roll.none": "Nada estaba vencido al empezar el mes",
    "report.roll.answer": "De lo vencido mejoró el {better} y empeoró el {worse}",
    "report.roll.by_balance": "Por saldo al empezar el mes",
    "report.roll.grown": "Por saldo al empezar el mes; los saldos que siguen crecieron "
    "{amount} aparte",
    "move.paid": "Pagado",
    "move.cured": "Al día",
    "move.better": "Mejoró",
    "move.stayed": "Igual",
    "move.worse": "Empeoró",
    "move.withdrawn": "Retirado",
}
