"""Open311 GeoReport v2: reports come in from other systems and public cases go out; keys of such clients."""
