"""Questions: what is asked, and the plain answer from the log, the planner and the notes, with what it rests on."""

from agents.questions.answer import answer as answer
from agents.questions.asked import asked as asked
from agents.questions.question import Answered as Answered
from agents.questions.question import Kind as Kind
from agents.questions.question import Known as Known
from agents.questions.question import Question as Question
