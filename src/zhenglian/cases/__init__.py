"""Cases: a report or appeal with a place, given to the one office that can act, with a public clock."""
