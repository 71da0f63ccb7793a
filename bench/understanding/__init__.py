"""How well messages are understood, measured on sentences that no model has learnt from."""
