"""Every figure of foundation/statistics, against published ones, other libraries, and what must always hold."""
