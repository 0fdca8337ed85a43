"""The evaluation: cases, answers to them, how good they are, and whether one run is worse than another."""

from learning.evaluation.answer import Answer as Answer
from learning.evaluation.case import EvaluationCase as EvaluationCase
from learning.evaluation.case import load_cases as load_cases
from learning.evaluation.comparison import Comparison as Comparison
from learning.evaluation.comparison import compare as compare
from learning.evaluation.scores import Scores as Scores
from learning.evaluation.scores import evaluate as evaluate
