"""The calendar below /staff/desk/calendar/ and its forms."""
