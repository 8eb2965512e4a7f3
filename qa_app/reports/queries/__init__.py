"""What a report holds, every figure from the queries that the pages ask."""
