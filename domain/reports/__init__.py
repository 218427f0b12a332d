"""Reports: a ticket, its life, its clocks."""
