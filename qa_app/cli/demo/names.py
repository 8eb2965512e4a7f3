"""Invented people. First and last names are drawn apart, so that nobody real is meant."""

from collections.abc import Iterator
from random import Random

FIRST = (
    "Abena", "Adele", "Aisha", "Alastair", "Amara", "Anita", "Anjali", "Beatrix", "Bethan", "Callum",
    "Carys", "Chidi", "Clodagh", "Conor", "Daisy", "Damola", "Dilip", "Eamon", "Efua", "Eleri",
    "Esme", "Farah", "Fergus", "Fiona", "Gareth", "Gita", "Gwen", "Hamza", "Harriet", "Hazel",
    "Imran", "Ines", "Isla", "Jamal", "Jasmin", "Joanna", "Kamala", "Keir", "Kezia", "Lachlan",
    "Leila", "Lorna", "Lucinda", "Maeve", "Malik", "Marek", "Meera", "Miriam", "Nadia", "Nerys",
    "Niamh", "Olga", "Olu", "Oona", "Padraig", "Petra", "Priya", "Rafi", "Rhian", "Rosalind",
    "Rowan", "Saira", "Seren", "Shona", "Sunita", "Tamsin", "Tariq", "Teresa", "Tomasz", "Una",
    "Verity", "Vikram", "Wanda", "Winston", "Yasmin", "Yusuf", "Zara", "Zofia",
)  # fmt: skip
LAST = (
    "Abernethy", "Adair", "Akintola", "Applegarth", "Ashdown", "Bakewell", "Banerji", "Barrowclough",
    "Bellweather", "Birkett", "Blackwood", "Bramhall", "Brightwell", "Calloway", "Carrick", "Chaudhry",
    "Colclough", "Cresswell", "Danjuma", "Delacourt", "Dhillon", "Dunmore", "Eastlake", "Ellerby",
    "Fairweather", "Farooqi", "Fenwick", "Garside", "Ghosh", "Goldthorpe", "Greenhalgh", "Hallam",
    "Hargreave", "Hawthorne", "Heslop", "Holroyd", "Iqbal", "Jagger", "Kowalska", "Kirkbride",
    "Langstaff", "Lightfoot", "Loxley", "Mahmood", "Marwood", "Mbeki", "Meadowcroft", "Merriman",
    "Nakamura", "Netherby", "Nwosu", "Oakshott", "Ogunleye", "Ollerton", "Pemberton", "Penhale",
    "Petrov", "Quayle", "Radley", "Rathbone", "Redfern", "Rossiter", "Sandhu", "Scarfe",
    "Silverdale", "Stanhope", "Tennant", "Thistlewood", "Threlfall", "Trelawney", "Uddin", "Verma",
    "Wainwright", "Walmsley", "Wetherall", "Whitlock", "Winterbourne", "Wojcik", "Yardley", "Zaman",
)  # fmt: skip


def full_names(chance: Random) -> Iterator[str]:
    """Each name once."""
    pairs = [f"{first} {last}" for first in FIRST for last in LAST]
    chance.shuffle(pairs)
    return iter(pairs)


def address_of(name: str, domain: str) -> str:
    return f"{name.lower().replace(' ', '.')}@{domain}"
