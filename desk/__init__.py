"""The support desk: staff review conversations, correct what was understood, and take over."""
