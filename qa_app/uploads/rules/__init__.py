"""How a file of rows is understood: sheets, header rows, columns, cells, dates, identifiers, differences."""
