"""The bot that most people write first: every message waits for three model calls. Nothing is kept."""

import os

from openai import AsyncOpenAI
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

CALLS = ("You analyse training.", "You plan training.", "You motivate lifters.")


async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    words = update.message.text or ""
    for system in CALLS:
        messages = [{"role": "system", "content": system}, {"role": "user", "content": words}]
        reply = await client.chat.completions.create(model="m", messages=messages)  # type: ignore[call-overload]
        words = reply.choices[0].message.content
    await update.message.reply_text(words)


client = AsyncOpenAI(base_url=os.environ.get("FOCUSFLOW__MODEL__BASE_URL", "http://127.0.0.1:9/v1"), api_key="none")

if __name__ == "__main__":
    application = (
        Application.builder()
        .token(os.environ["TELEGRAM_BOT_TOKEN"])
        .base_url(os.environ["FOCUSFLOW__TELEGRAM__BASE_URL"] + "/bot")
        .concurrent_updates(1000)
        .connection_pool_size(256)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()
