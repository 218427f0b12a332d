"""Sign-ups: what was typed, who gets a seat, who may do what, and whose turn it is."""
