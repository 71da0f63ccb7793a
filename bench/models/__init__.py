"""What changes, and what breaks, from one trained model to another."""
