"""Who is responsible for what, where: the table, precedents, and why a unit was chosen. Knows no case."""
