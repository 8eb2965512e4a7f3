"""Read the templates of the council, on the page and on paper."""
