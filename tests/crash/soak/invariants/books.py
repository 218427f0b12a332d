"""Ledgers, seats, stock and owners."""


def points_are_double_entry(evidence):
    """The entries of every movement sum to zero, and no household owes anything."""
    found = [
        f"the entries of point movement {movement} sum to {total}"
        for movement, total in evidence.select(
            "SELECT m.id, COALESCE(SUM(e.amount), 0) FROM point_movements AS m"
            " LEFT JOIN point_entries AS e ON e.movement_id = m.id"
            " GROUP BY m.id HAVING COALESCE(SUM(e.amount), 0) <> 0"
        )
    ]
    return found + [
        f"the account {kind} {key} stands at {total}"
        for kind, key, total in evidence.select(
            "SELECT a.kind, a.key, SUM(e.amount) FROM point_accounts AS a"
            " JOIN point_entries AS e ON e.account_id = a.id"
            " WHERE a.kind IN ('household', 'reserved') GROUP BY a.id HAVING SUM(e.amount) < 0"
        )
    ]


def gifts_are_all_there(evidence):
    """Stock is what was put in and taken out; points are reserved for what is kept, no more."""
    found = [
        f"gift {name} has a stock of {stock}, its changes make {changes}"
        for name, stock, changes in evidence.select(
            "SELECT g.name, g.stock, COALESCE(SUM(s.change), 0) FROM gifts AS g"
            " LEFT JOIN gift_stock AS s ON s.gift_id = g.id GROUP BY g.id"
            " HAVING g.stock < 0 OR g.stock <> COALESCE(SUM(s.change), 0)"
        )
    ]
    ((reserved, kept),) = evidence.select(
        "SELECT (SELECT COALESCE(SUM(e.amount), 0) FROM point_entries AS e"
        " JOIN point_accounts AS a ON a.id = e.account_id WHERE a.kind = 'reserved'),"
        " (SELECT COALESCE(SUM(price), 0) FROM gift_orders WHERE state = 'kept')"
    )
    if reserved != kept:
        found.append(f"{reserved} points are reserved for gifts that cost {kept}")
    return found


def hours_add_up(evidence):
    """What a shift counts is the sum of its entries."""
    return [
        f"shift {root} counts {total} minutes, its entries make {minutes}"
        for root, total, minutes in evidence.select(
            "SELECT first, (SELECT total FROM hours_entries WHERE id = newest), minutes FROM"
            " (SELECT COALESCE(root, id) AS first, MAX(id) AS newest, SUM(minutes) AS minutes"
            " FROM hours_entries GROUP BY COALESCE(root, id)) AS chains"
            " WHERE minutes <> (SELECT total FROM hours_entries WHERE id = newest)"
        )
    ]


def seats_are_enough(evidence):
    """No shift has more people on it, or offered a seat, than seats."""
    return [
        f"shift {shift} of sign-up {number} has {taken} of {seats} seats taken"
        for number, shift, seats, taken in evidence.select(
            "SELECT s.signup, s.position, s.seats, SUM(e.seats + e.offered)"
            " FROM signup_shifts AS s JOIN signup_entries AS e"
            " ON e.signup = s.signup AND e.shift = s.position AND e.ended_at IS NULL"
            " WHERE s.seats IS NOT NULL GROUP BY s.signup, s.position"
            " HAVING SUM(e.seats + e.offered) > s.seats"
        )
    ]


def goods_are_enough(evidence):
    """What is counted as ordered is what people ordered, and no more than there is."""
    return [
        f"{name} of group-buy {number}: {ordered} ordered of {stock}, orders make {total}"
        for number, name, ordered, stock, total in evidence.select(
            "SELECT i.number, i.name, i.ordered, i.stock, COALESCE(SUM(o.quantity), 0)"
            " FROM groupbuy_items AS i LEFT JOIN groupbuy_orders AS o ON o.item_id = i.id"
            " GROUP BY i.id HAVING i.ordered <> COALESCE(SUM(o.quantity), 0)"
            " OR i.ordered > COALESCE(i.stock, i.ordered)"
        )
    ]


def tickets_have_one_owner(evidence):
    """Who works on a ticket is known while somebody does; its households are counted once."""
    found = [
        f"ticket {number} is {state} by {owner}"
        for number, state, owner in evidence.select(
            "SELECT number, state, owner_id FROM reports"
            " WHERE (state = 'taken' AND owner_id IS NULL)"
            " OR (state = 'waiting' AND owner_id IS NOT NULL)"
        )
    ]
    return found + [
        f"ticket {number} has no history"
        for (number,) in evidence.select(
            "SELECT number FROM reports WHERE number NOT IN (SELECT number FROM report_events)"
        )
    ]


ALL = (
    points_are_double_entry,
    gifts_are_all_there,
    hours_add_up,
    seats_are_enough,
    goods_are_enough,
    tickets_have_one_owner,
)
