"""How a group-buy looks: in the groups, to who orders, and to its organiser."""

from collections.abc import Sequence

from domain.groupbuy.model import Buyer, GroupBuy, GroupBuyState, Item
from domain.groupbuy.money import yuan
from domain.messages import Arg, Button, Text, When, text
from domain.reports.words import shorten

Rows = list[list[Button]]

NAME_ON_BUTTON = 10
NAMES_SHOWN = 30
OVER = {GroupBuyState.FAILED, GroupBuyState.CANCELLED}


def group_words(buy: GroupBuy, buyers: Sequence[Buyer]) -> Text:
    """A group-buy as the groups see it: how much of what, and never who unless it is public."""
    return _card(
        "groupbuy-card",
        buy,
        *item_lines(buy),
        _sum(buy, len(buyers)),
        *_goal(buy),
        *facts(buy),
        *_names(buy, buyers),
        *(_state(buy) or [text("groupbuy-how")]),
    )


def group_buttons(buy: GroupBuy) -> Rows:
    """Fewer and more of each kind of goods while it is open, and the way to one's own order."""
    label = text("btn-groupbuy-mine")
    return [*_order_rows(buy), [Button(label=label, start=f"run-groupbuy-{buy.number}")]]


def mine_words(buy: GroupBuy, buyer: Buyer | None, *, address: str) -> Text:
    """A group-buy as a household sees it that may order or has ordered."""
    ordered = [_ordered(buyer, item) for item in buy.items if _held(buyer, item)]
    total = yuan(buyer.total(buy.items)) if buyer else "0"
    return _card(
        "groupbuy-mine",
        buy,
        *item_lines(buy),
        *facts(buy),
        *(_state(buy) or [text("groupbuy-how")]),
        text("groupbuy-yours"),
        *(ordered or [text("groupbuy-nothing")]),
        *([text("groupbuy-owed", total=total, paid=_paid(buyer))] if buyer else []),
        text("groupbuy-address", address=address) if address else text("groupbuy-no-address"),
    )


def mine_buttons(buy: GroupBuy, buyer: Buyer | None) -> Rows:
    """The same as in the group, as long as the order may be changed."""
    return [] if buyer and (buyer.paid or buyer.collected) else _order_rows(buy)


def panel_words(buy: GroupBuy, buyers: Sequence[Buyer]) -> Text:
    """A group-buy as its organiser sees it."""
    paid = [buyer for buyer in buyers if buyer.paid]
    return _card(
        "groupbuy-panel",
        buy,
        *item_lines(buy),
        _sum(buy, len(buyers)),
        text(
            "groupbuy-ticked",
            paid=len(paid),
            money=yuan(sum(buyer.total(buy.items) for buyer in paid)),
            collected=sum(buyer.collected for buyer in buyers),
            households=len(buyers),
        ),
        *_goal(buy),
        *facts(buy),
        *_state(buy),
        text("groupbuy-where", circles="、".join(circle.title for circle in buy.circles)),
    )


def panel_buttons(buy: GroupBuy) -> Rows:
    """What an organiser can do now."""
    rows = [[_button("list", buy, 0), _button("pickup_list", buy)]]
    if buy.state is GroupBuyState.OPEN:
        rows += [
            [_button("paste", buy), _button("move", buy)],
            [_button("close", buy), _button("cancel", buy)],
            [_button("own", buy)],
        ]
    if buy.state is GroupBuyState.CLOSED:
        rows.append([_button("move", buy), _button("cancel", buy)])
    return rows


def draft_words(buy: GroupBuy) -> Text:
    """A group-buy before it is opened."""
    goods = [
        text(
            "groupbuy-offered",
            name=item.name,
            price=yuan(item.price),
            unit=item.unit,
            stock=item.stock or 0,
            limits=_limits(item),
        )
        for item in buy.items
    ]
    return _card("groupbuy-draft", buy, *goods, *_goal(buy), *facts(buy), _public(buy))


def item_lines(buy: GroupBuy) -> list[Text]:
    """Each kind of goods on a line."""
    return [
        text(
            "groupbuy-item",
            name=item.name,
            price=yuan(item.price),
            unit=item.unit,
            ordered=item.ordered,
            stock=_stock(item),
            limits=_limits(item),
        )
        for item in buy.items
    ]


def facts(buy: GroupBuy) -> list[Text]:
    """Until when to order, when and where to pick up, and what else the organiser says."""
    lines = []
    if buy.deadline is not None:
        lines.append(text("groupbuy-until", at=When(at=buy.deadline)))
    if buy.pickup.at is not None or buy.pickup.place:
        lines.append(pickup_line(buy))
    if buy.note:
        lines.append(text("groupbuy-note", note=buy.note))
    return lines


def pickup_line(buy: GroupBuy) -> Text:
    """When and where to pick up."""
    at, until = buy.pickup.at, buy.pickup.until
    when: Arg = text("groupbuy-later") if at is None else When(at=at)
    if at is not None and until:
        when = text("groupbuy-span", at=When(at=at), until=until)
    return text("groupbuy-pickup", when=when, place=buy.pickup.place)


def who(name: str, address: str) -> str | Text:
    """A household, its address first, as that is what is looked for."""
    called = name or text("nobody")
    return text("groupbuy-who", address=address, name=called) if address else called


def noted(note: str) -> Text:
    """A note behind an order, if there is one."""
    return text("groupbuy-order-note", note=note) if note else text("blank")


def _card(key: str, buy: GroupBuy, *lines: Text) -> Text:
    return text(key, number=buy.number, title=buy.title, lines=lines)


def _order_rows(buy: GroupBuy) -> Rows:
    if buy.state is not GroupBuyState.OPEN:
        return []
    return [
        [
            Button(
                label=text("btn-groupbuy-less", name=shorten(item.name, NAME_ON_BUTTON)),
                route="groupbuy.less",
                args=(buy.number, item.id),
            ),
            Button(
                label=text("btn-groupbuy-more", name=shorten(item.name, NAME_ON_BUTTON)),
                route="groupbuy.more",
                args=(buy.number, item.id),
            ),
        ]
        for item in buy.items
    ]


def _button(what: str, buy: GroupBuy, *args: int) -> Button:
    routes = {
        "own": Button(label=text("btn-groupbuy-own"), route="groupbuy.mine"),
        "list": Button(label=text("btn-groupbuy-list"), route="groupbuy.list"),
        "pickup_list": Button(label=text("btn-groupbuy-pickup-list"), route="groupbuy.pickup_list"),
        "paste": Button(label=text("btn-groupbuy-paste"), route="groupbuy.paste"),
        "move": Button(label=text("btn-groupbuy-move"), route="groupbuy.move"),
        "close": Button(label=text("btn-groupbuy-close"), route="groupbuy.close"),
        "cancel": Button(label=text("btn-groupbuy-cancel"), route="groupbuy.cancel"),
    }
    return routes[what].model_copy(update={"args": (buy.number, *args)})


def _sum(buy: GroupBuy, households: int) -> Text:
    return text("groupbuy-sum", households=households, portions=buy.portions, total=yuan(buy.total))


def _goal(buy: GroupBuy) -> list[Text]:
    """How far it is from coming about."""
    if buy.goal.fen:
        missing = max(0, buy.goal.fen - buy.total)
        return [
            text(
                "groupbuy-goal-money",
                goal=yuan(buy.goal.fen),
                missing=yuan(missing),
                reached=_yes(value=not missing),
            )
        ]
    if buy.goal.portions:
        missing = max(0, buy.goal.portions - buy.portions)
        return [text("groupbuy-goal", goal=buy.goal.portions, missing=missing)]
    return []


def _names(buy: GroupBuy, buyers: Sequence[Buyer]) -> list[Text]:
    if not buy.public or not buyers:
        return []
    names = "、".join(buyer.name for buyer in buyers[-NAMES_SHOWN:] if buyer.name)
    return [text("groupbuy-names", names=names, more=max(0, len(buyers) - NAMES_SHOWN))]


def _state(buy: GroupBuy) -> list[Text]:
    """How it ended, if it has."""
    if buy.state is GroupBuyState.OPEN:
        return []
    if buy.state is GroupBuyState.CANCELLED:
        return [text("groupbuy-is-cancelled", reason=buy.reason)]
    failed = buy.state is GroupBuyState.FAILED
    return [text("groupbuy-is-failed" if failed else "groupbuy-is-closed")]


def _public(buy: GroupBuy) -> Text:
    return text("groupbuy-public" if buy.public else "groupbuy-private")


def _stock(item: Item) -> Text:
    if item.stock is None:
        return text("blank")
    return text("groupbuy-stock", stock=item.stock)


def _limits(item: Item) -> Text:
    if item.free == 0:
        return text("groupbuy-gone")
    least = item.least if item.least > 1 else 0
    if not least and item.most is None:
        return text("blank")
    return text("groupbuy-limits", least=least, most=item.most or 0, unit=item.unit)


def _held(buyer: Buyer | None, item: Item) -> int:
    return buyer.quantities.get(item.id, 0) if buyer else 0


def _ordered(buyer: Buyer | None, item: Item) -> Text:
    count = _held(buyer, item)
    return text(
        "groupbuy-ordered",
        name=item.name,
        count=count,
        unit=item.unit,
        cost=yuan(count * item.price),
    )


def _paid(buyer: Buyer) -> str:
    """How far an order is, as the word that catalogues select on."""
    if buyer.collected:
        return "collected"
    return "paid" if buyer.paid else "no"


def _yes(*, value: bool) -> str:
    return "yes" if value else "no"
