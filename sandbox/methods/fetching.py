import ipaddress
from collections.abc import Awaitable
from urllib.parse import urlsplit

from sandbox.errors import bad_request, conflict
from sandbox.methods.registry import BOOL, FILE, INT, STR, STRINGS, Params, method
from sandbox.model import Json
from sandbox.updates import Update
from sandbox.webhook import Webhook
from sandbox.world import World

_DEFAULT_CONNECTIONS = 40


@method("getUpdates", {"offset": INT, "limit": INT, "timeout": INT, "allowed_updates": STRINGS})
def get_updates(world: World, params: Params) -> Awaitable[list[Update]]:
    """Long polling."""
    if world.updates.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active;"
            " use deleteWebhook to delete the webhook first"
        )
    world.updates.allow(params.get("allowed_updates"))
    return world.updates.poll(
        params.get("offset", 0), params.get("limit", 100), params.get("timeout", 0)
    )


@method(
    "setWebhook",
    {
        "url": STR,
        "certificate": FILE,
        "ip_address": STR,
        "max_connections": INT,
        "allowed_updates": STRINGS,
        "drop_pending_updates": BOOL,
        "secret_token": STR,
    },
    "url",
)
def set_webhook(world: World, params: Params) -> bool:
    """Have updates delivered to an address on this machine; an empty one ends that."""
    url = params["url"]
    if url:
        _check_address(url)
    world.updates.allow(params.get("allowed_updates"))
    if params.get("drop_pending_updates"):
        world.updates.clear()
    world.updates.use_webhook(
        Webhook(
            url,
            params.get("secret_token"),
            params.get("max_connections", _DEFAULT_CONNECTIONS),
        )
        if url
        else None
    )
    return True


@method("deleteWebhook", {"drop_pending_updates": BOOL})
def delete_webhook(world: World, params: Params) -> bool:
    """Go back to getUpdates."""
    if params.get("drop_pending_updates"):
        world.updates.clear()
    world.updates.use_webhook(None)
    return True


@method("getWebhookInfo", {})
def get_webhook_info(world: World, _: Params) -> Json:
    """How the delivery stands."""
    updates = world.updates
    info: Json = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(updates),
    }
    if updates.allowed:
        info["allowed_updates"] = updates.allowed
    if updates.webhook is not None:
        info |= updates.webhook.info()
    return info


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
        known = local and parts.scheme == "http" and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise bad_request("bad webhook: the sandbox delivers to http:// on this machine alone")
