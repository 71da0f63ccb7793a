"""Tuning the sentence encoder to this product: `make encoder`, with Rasa's TensorFlow.

Nothing here runs when a customer writes: what is learnt is `understanding/encoder.npz`.
"""
