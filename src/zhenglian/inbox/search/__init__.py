"""Search in what citizens wrote: words become keyed digests, so that the table tells none of them."""
