"""What came back of each answer, read from a lifter's rows. Derived whenever it is asked for, and never stored."""

from learning.signals.derive import episodes as episodes
from learning.signals.episode import HURT_DAYS as HURT_DAYS
from learning.signals.episode import PLAN_DAYS as PLAN_DAYS
from learning.signals.episode import Episode as Episode
from learning.signals.episode import Prescribed as Prescribed
from learning.signals.episode import cuts_of as cuts_of
from learning.signals.episode import is_used as is_used
from learning.signals.following import TOLERANCE_KG as TOLERANCE_KG
