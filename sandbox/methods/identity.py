from sandbox.methods.registry import Params, method
from sandbox.model import Json
from sandbox.world import World


@method("getMe", {})
def get_me(world: World, _: Params) -> Json:
    """Who the bot is."""
    return world.bot.data() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
