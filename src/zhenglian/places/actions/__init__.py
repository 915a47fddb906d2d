"""Loading boundaries and switching them on. Reading stands in `selectors`."""
