"""The documents room: what customers download or get attached, drawn as PDF.

`receipt` says what stands on a receipt; `sheet` knows fonts, margins and tables.
"""
