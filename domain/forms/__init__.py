"""Registration forms: what is asked, how answers are read, chased, checked and laid out."""
