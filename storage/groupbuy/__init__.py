"""Group-buys, their goods, and who ordered how much."""

from storage.groupbuy.buys import GroupBuys
from storage.groupbuy.orders import GroupBuyOrders

__all__ = ["GroupBuyOrders", "GroupBuys"]
