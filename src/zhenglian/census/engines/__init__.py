"""What runs the expressions: DuckDB embedded; Spark when one machine is not enough."""
