"""An asyncio loop whose clock jumps to the next deadline when nothing is ready, and which counts its turns.

Where asyncio leaves an order open, it is made that of creation, as in Fermata: timers that are due together, the tasks of a
group, the tasks that are left at the end, and the generators that are left then.
"""

import asyncio
import inspect
import itertools
import logging
import selectors

logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)


# ---- orders


class OrderedSet(dict):
    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class OrderedGroup(asyncio.TaskGroup):
    def __init__(self):
        super().__init__()
        self._tasks = OrderedSet()


class OrderedTimer(asyncio.TimerHandle):
    __slots__ = ("sequence",)
    sequences = itertools.count()

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.sequence = next(self.sequences)

    def __lt__(self, other):
        return (self._when, self.sequence) < (other._when, other.sequence)


unordered_tasks = asyncio.tasks.all_tasks


def ordered_tasks(loop=None):
    return sorted(unordered_tasks(loop), key=lambda task: int(task.get_name().removeprefix("Task-")))


asyncio.events.TimerHandle = OrderedTimer
asyncio.tasks.all_tasks = ordered_tasks


# ---- the clock


class JumpingSelector(selectors.SelectSelector):
    loop = None

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("stalled")
        self.loop.now += max(timeout, 0)
        return []


class JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.now = 0.0
        self.turn = 0
        selector = JumpingSelector()
        super().__init__(selector)
        selector.loop = self
        self._clock_resolution = 1e-9
        self._asyncgens = OrderedSet()

    def time(self):
        return self.now

    def _run_once(self):
        self.turn += 1
        super()._run_once()

    def _write_to_self(self):
        pass

    async def shutdown_asyncgens(self):
        for generator in list(self._asyncgens):
            # It has ended, which only the garbage collector may know; or a first send of a value has failed.
            if inspect.getasyncgenstate(generator) in (inspect.AGEN_CLOSED, inspect.AGEN_CREATED):
                self._asyncgens.discard(generator)
        await super().shutdown_asyncgens()
