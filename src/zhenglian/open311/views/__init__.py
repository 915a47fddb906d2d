"""The calls of GeoReport v2 (`georeport*`), and the staff page of keys (`keys`)."""
