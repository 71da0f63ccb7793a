"""How fast the assistant is, beside a bare Rasa bot in the same run: `python -m bench`."""
