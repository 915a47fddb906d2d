"""The census of a year beside pandas, polars and DuckDB's SQL: wall, CPU, peak memory, equal checksums."""
