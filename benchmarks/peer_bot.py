"""The bot that most would write: python-telegram-bot's ``run_polling``, sqlite3, direct sends.

    python -m benchmarks.peer_bot TOKEN ADDRESS DATABASE

It does what ours does with ``/report``: it keeps a ticket, answers in the group and alerts the
member of staff. Nothing is kept of what it has yet to do.
"""

import sqlite3
import sys
import time
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import Application, CommandHandler, ContextTypes

SCHEMA = """
CREATE TABLE IF NOT EXISTS tickets (
    number INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER NOT NULL,
    reporter_id INTEGER NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, created_at REAL NOT NULL
)
"""


def button(label: str, data: str) -> InlineKeyboardMarkup:
    """A keyboard of one button."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)]])


def build(token: str, address: str, database: str) -> Application[Any, Any, Any, Any, Any, Any]:
    """The application; its database has a table ``circles`` (chat_id, staff_id)."""
    connection = sqlite3.connect(database)
    connection.execute(SCHEMA)

    async def report(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Keep a ticket and tell of it."""
        message = update.effective_message
        if message is None or message.from_user is None:
            return
        body = " ".join(context.args or ())
        with connection:
            number = connection.execute(
                "INSERT INTO tickets (chat_id, reporter_id, body, state, created_at)"
                " VALUES (?, ?, ?, 'waiting', ?)",
                (message.chat_id, message.from_user.id, body, time.time()),
            ).lastrowid
            (staff,) = connection.execute(
                "SELECT staff_id FROM circles WHERE chat_id = ?", (message.chat_id,)
            ).fetchone()
        await context.bot.send_message(
            message.chat_id,
            f"<b>#{number}</b> 已收到：{body}\n状态：待接单",
            parse_mode=ParseMode.HTML,
            reply_to_message_id=message.message_id,
            reply_markup=button("我家也是", f"join:{number}"),
        )
        await context.bot.send_message(
            staff,
            f"<b>#{number}</b> {message.chat.title}：{body}",
            parse_mode=ParseMode.HTML,
            reply_markup=button("接单", f"take:{number}"),
        )

    builder = Application.builder().token(token)
    application = builder.base_url(f"{address}/bot").base_file_url(f"{address}/file/bot").build()
    application.add_handler(CommandHandler("report", report))
    return application


if __name__ == "__main__":
    build(*sys.argv[1:4]).run_polling()
