"""python-telegram-bot's own echo bot: it keeps nothing and says back what it hears."""

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.reply_text(update.message.text or "")


if __name__ == "__main__":
    application = (
        Application.builder()
        .token(os.environ["TELEGRAM_BOT_TOKEN"])
        .base_url(os.environ["FOCUSFLOW__TELEGRAM__BASE_URL"] + "/bot")
        .concurrent_updates(True)
        .connection_pool_size(256)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()
