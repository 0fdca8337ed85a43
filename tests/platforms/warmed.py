"""What every life of a bot builds first, built once in the server that lives are forked from: a start takes a third."""

import bot.platforms.discord
import bot.platforms.telegram
import tests.platforms.killed_bot
from bot.languages import LANGUAGES, spoken
from bot.parse.read import parse
from bot.platforms.discord_commands import LOG_THIS
from bot.wiring import Knowledge
from knowledge.units import Unit

BOTS = (bot.platforms.discord, bot.platforms.telegram, tests.platforms.killed_bot)  # imported before the fork

_knowledge = Knowledge.load()
parse("bench 185x5 slept 8h sore 2", _knowledge.exercises, _knowledge.red_flags, Unit.LB)
for _language in LANGUAGES:
    spoken(LOG_THIS, _language)
