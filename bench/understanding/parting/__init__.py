"""How often two requests in one message are heard, and one is taken for two."""
