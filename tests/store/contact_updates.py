"""Updates of the contact details as the tests of the store ask for them."""

from store import operations
from store.engine import transaction
from store.operations import Denied, Done, Reviewed, Stale
from subscriptions.roles import Operation
from subscriptions.update_billing_contact import ContactWish
from tests.store.acting import context, say_yes


def propose_update(
    url: str, person: str, wish: ContactWish, *, conversation: str = "conv_one"
) -> str:
    """Review an update that changes something, and give the proposal's id."""
    with transaction(url) as connection:
        reviewed = operations.review(
            connection,
            person,
            context(conversation),
            Operation.UPDATE_BILLING_CONTACT,
            wish=wish,
        )
    assert isinstance(reviewed, Reviewed)
    assert reviewed.proposal_id is not None, reviewed.outcome
    return reviewed.proposal_id


def say_yes_to_update(
    url: str, proposal: str, person: str, *, conversation: str = "conv_one"
) -> Done | Stale | Denied:
    return say_yes(url, proposal, person=person, conversation=conversation)
