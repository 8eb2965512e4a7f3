"""A programme, its rounds, and who reads whom by when."""
