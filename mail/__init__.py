"""The e-mail room: what the outbox holds is worded, handed over, and marked (A07, E21).

`render` words one row, `deliver` hands an e-mail to a directory or an SMTP server, `worker`
empties the outbox. Every sentence is in `templates/`, one folder a language.
"""
