"""How long pages take with the demonstration’s data, and how often rules speak of nothing: run by `make bench`."""
