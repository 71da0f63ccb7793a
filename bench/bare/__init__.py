"""The files of the bare bot."""
