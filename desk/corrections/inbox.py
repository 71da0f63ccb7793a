"""The inbox of corrections: what was proposed, what stands against it, what is decided."""

from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

import clock
import settings
from desk.context import Desk
from desk.corrections import form as forms
from desk.corrections import patch as patches
from desk.corrections import showing
from desk.corrections.sentences import read
from desk.guard import needs
from desk.pages import page
from store import corrections, desk_audit
from store.conversation_facts import heard
from store.corrections import DecidedMeanwhileError, Taught, UnknownCorrectionError
from store.engine import reading, transaction

_PAGE = 30
_DEEDS = {"accept": "correction_accepted", "decline": "correction_declined"}
_DECISIONS: dict[str, Callable[..., None]] = {
    "accept": corrections.accept,
    "decline": corrections.decline,
}


def routes(desk: Desk) -> list[Route]:
    """Give the routes of the inbox."""
    pages = _Pages(desk)
    return [
        Route("/corrections", needs("reviewer")(pages.listing), name="corrections"),
        Route("/corrections/decide", needs("admin")(pages.decide_many), methods=["POST"]),
        Route("/corrections/patch.diff", needs("admin")(pages.patch)),
        Route("/corrections/written", needs("admin")(pages.written), methods=["POST"]),
        Route("/corrections/{number:int}", needs("reviewer")(pages.show)),
        Route("/corrections/{number:int}", needs("reviewer")(pages.save), methods=["POST"]),
        Route("/corrections/{number:int}/decide", needs("admin")(pages.decide), methods=["POST"]),
    ]


class _Pages:
    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url

    def listing(self, request: Request) -> Response:
        state = request.query_params.get("state", corrections.PROPOSED)
        if state not in corrections.STATES:
            raise HTTPException(404)
        before = request.query_params.get("before", "")
        with reading(self._url) as connection:
            rows = corrections.in_state(
                connection,
                state,
                before=int(before) if before.isdecimal() and len(before) < 10 else None,
                most=_PAGE + 1,
            )
            shown = self._with_findings(connection, rows[:_PAGE])
            counts = corrections.counts(connection)
        return page(
            request,
            "corrections.html",
            state=state,
            states=corrections.STATES,
            counts=counts,
            rows=shown,
            older=rows[_PAGE - 1]["number"] if len(rows) > _PAGE else None,
            left=request.query_params.get("left", ""),
            has_tests=read(settings.training_data()).has_tests,
        )

    def show(self, request: Request) -> Response:
        with reading(self._url) as connection:
            row = self._row(connection, request)
        taught = Taught(
            sentence=row["sentence"],
            intent=row["intent"],
            language=row["language"],
            mentions=row["mentions"],
        )
        return self._shown(request, row, taught, forms.rows_of(row["sentence"], row["mentions"]))

    def save(self, request: Request) -> Response:
        """Change what is to be learnt; an admin may accept it with the same button press."""
        sent = forms.read(request.state.form)
        decision = str(request.state.form.get("decision", ""))
        if decision and not request.state.staff.may("admin"):
            raise HTTPException(403)
        refused = showing.refusals(sent, read(settings.training_data()))
        with reading(self._url) as connection:
            row = self._row(connection, request)
        if refused:
            return self._shown(request, row, sent.taught, list(sent.rows), refused, status=422)
        self._check(decision, {**row, **vars(sent.taught)})
        with transaction(self._url) as connection:
            self._edit(connection, request, row, sent.taught)
            if decision:
                self._decide(connection, request, row["number"], decision)
        address = "/corrections" if decision else f"/corrections/{row['number']}"
        return RedirectResponse(address, 303)

    def decide(self, request: Request) -> Response:
        decision = str(request.state.form.get("decision", ""))
        with reading(self._url) as connection:
            row = self._row(connection, request)
        self._check(decision, row)
        with transaction(self._url) as connection:
            self._decide(connection, request, row["number"], decision)
        return RedirectResponse("/corrections", 303)

    def decide_many(self, request: Request) -> Response:
        """Decide on all that are ticked; what has something against it is left where it is."""
        form = request.state.form
        decision = str(form.get("decision", ""))
        numbers = [int(each) for each in form.getlist("number") if str(each).isdecimal()]
        left = 0
        for number in numbers[:_PAGE]:
            with reading(self._url) as connection:
                try:
                    row = corrections.by_number(connection, number)
                except UnknownCorrectionError:
                    raise HTTPException(404) from None
                [shown] = self._with_findings(connection, [row])
            if shown["state"] != corrections.PROPOSED or (
                decision == "accept" and not showing.is_clean(shown)
            ):
                left += 1
                continue
            with transaction(self._url) as connection:
                self._decide(connection, request, number, decision)
        return RedirectResponse(f"/corrections?left={left}" if left else "/corrections", 303)

    def patch(self, _request: Request) -> Response:
        return PlainTextResponse(
            patches.diff(self._patch()),
            headers={"Content-Disposition": 'attachment; filename="corrections.diff"'},
        )

    def written(self, request: Request) -> Response:
        """Note that accepted ones stand in the training files that the desk sees."""
        with reading(self._url) as connection:
            accepted = corrections.in_state(connection, corrections.ACCEPTED)
        numbers = patches.standing(accepted, settings.training_data())
        with transaction(self._url) as connection:
            corrections.mark_written(connection, numbers, now=clock.now())
            for number in numbers:
                self._record(connection, request, "correction_written", number)
        return RedirectResponse("/corrections?state=written", 303)

    def _patch(self) -> patches.Patch:
        with reading(self._url) as connection:
            accepted = corrections.in_state(connection, corrections.ACCEPTED)
        return patches.of(accepted, settings.training_data())

    def _row(self, connection: Any, request: Request) -> dict[str, Any]:
        try:
            return corrections.by_number(connection, request.path_params["number"])
        except UnknownCorrectionError:
            raise HTTPException(404) from None

    def _with_findings(self, connection: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        learnt = read(settings.training_data())
        waiting = corrections.in_state(connection, corrections.ACCEPTED)
        shown = []
        for row in rows:
            about = corrections.about_customer(connection, row["conversation_id"])
            shown.append(showing.listed(row, learnt, waiting, about))
        return shown

    def _edit(self, connection: Any, request: Request, row: Any, taught: Taught) -> None:
        try:
            corrections.edit(connection, row["number"], taught)
        except DecidedMeanwhileError:
            raise HTTPException(409) from None
        self._record(connection, request, "correction_edited", row["number"])

    def _check(self, decision: str, row: dict[str, Any]) -> None:
        """Refuse to accept what cannot be learnt; before a transaction, since it takes a while."""
        if decision != "accept":
            return
        with reading(self._url) as connection:
            [shown] = self._with_findings(connection, [row])
        if shown["findings"].refusals:
            raise HTTPException(409)

    def _decide(self, connection: Any, request: Request, number: int, decision: str) -> None:
        if decision not in _DECISIONS:
            raise HTTPException(400)
        try:
            by = request.state.staff.name
            _DECISIONS[decision](connection, number, by=by, now=clock.now())
        except DecidedMeanwhileError:
            raise HTTPException(409) from None
        self._record(connection, request, _DEEDS[decision], number)

    @staticmethod
    def _record(connection: Any, request: Request, action: str, number: int) -> None:
        desk_audit.record(
            connection, request.state.staff, action, object=str(number), now=clock.now()
        )

    def _shown(
        self,
        request: Request,
        row: dict[str, Any],
        taught: Taught,
        rows: list[forms.Row],
        problems: tuple[showing.Problem, ...] = (),
        *,
        status: int = 200,
    ) -> Response:
        learnt = read(settings.training_data())
        with reading(self._url) as connection:
            [shown] = self._with_findings(connection, [row])
            about = corrections.about_customer(connection, row["conversation_id"])
        return page(
            request,
            "correction.html",
            status=status,
            row=shown,
            guess=heard(row["understood"]),
            problems=problems,
            **{**showing.form(taught, rows, learnt, about), "findings": shown["findings"]},
        )
