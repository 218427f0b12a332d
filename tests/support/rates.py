"""The three rates, computed anew from the events of every ticket, and from nothing else it keeps.

Only who reported a ticket and by when it was to be answered are read from the ticket itself.
"""

RESPONSES = {"take", "reply", "transfer", "close", "reject", "merge"}


def rates_from_events(connection, now_ms):
    """Numerator and denominator of each rate, over all tickets."""
    rates = {"responded": [0, 0], "solved": [0, 0], "satisfied": [0, 0]}
    tickets = connection.execute("SELECT number, reporter_id, respond_by FROM reports").fetchall()
    for number, reporter_id, respond_by in tickets:
        events = connection.execute(
            "SELECT at, step, person_id, detail, to_state FROM report_events"
            " WHERE number = ? ORDER BY id",
            (number,),
        ).fetchall()
        if _counts(events):
            _add_response(rates["responded"], events, respond_by, now_ms)
            _add_rating(rates, events, reporter_id)
    return {name: tuple(rate) for name, rate in rates.items()}


def _counts(events):
    state = events[-1][4]
    rejections = [detail for _, step, _, detail, _ in events if step == "reject"]
    out_of_scope = state == "rejected" and rejections[-1] == "out_of_scope"
    return state not in {"merged", "withdrawn"} and not out_of_scope


def _add_response(rate, events, respond_by, now_ms):
    responses = [at for at, step, *_ in events if step in RESPONSES]
    if respond_by is None or not (responses or respond_by < now_ms):
        return
    rate[1] += 1
    rate[0] += bool(responses) and responses[0] <= respond_by


def _add_rating(rates, events, reporter_id):
    own, others = None, None
    for _, step, person_id, detail, _ in events:
        if step == "reopen":
            own, others = None, None
        elif step == "rate" and person_id == reporter_id:
            own = detail
        elif step == "rate":
            others = detail
    if own is None and others is None:
        return
    solved, satisfied = (own or others).split()
    rates["solved"][1] += 1
    rates["solved"][0] += solved == "yes"
    rates["satisfied"][1] += 1
    rates["satisfied"][0] += satisfied in {"yes", "fairly"}
