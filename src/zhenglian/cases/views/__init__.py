"""Pages: the public's in `public*`, the staff's in `desk*`."""
