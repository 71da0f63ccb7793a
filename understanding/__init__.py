"""What a customer's message says: its language, its request, what it names."""
