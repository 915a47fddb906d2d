"""Personal data in free text and its masking (PIPL art. 25; inspection reference, chapter 5)."""
