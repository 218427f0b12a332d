"""Tables that people send: what is asked for before anything is downloaded."""

from domain.messages import Fetch
from domain.tables import check_name, check_size
from handlers.context import Ctx
from handlers.incoming import File


def fetch(ctx: Ctx, file: File, route: str, **data: str | int | None) -> None:
    """Have a table downloaded and read; what it holds comes to a ``@file`` route.

    If it cannot be read, who sent it is told why, and the route hears nothing.

    Args:
        ctx: where it was sent; a private chat.
        file: the file.
        route: name of the ``@file`` route.
        data: what that route needs to know again.

    Raises:
        Refusal: it is too big, or by its name no table.
    """
    check_size(file.size, ctx.community.file_limit)
    check_name(file.name)
    ctx.put(
        Fetch(
            to=ctx.place.chat_id,
            file_id=file.file_id,
            filename=file.name,
            route=route,
            data=data,
        )
    )
