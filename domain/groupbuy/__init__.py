"""Group-buys: what is offered, who ordered how much of it, and what becomes of it."""
