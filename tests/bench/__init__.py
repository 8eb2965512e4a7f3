"""How long pages take with the demonstration's data: run by `make bench`."""
