"""Small programs that use asyncio in every way, as lists of statements: each statement is a function here.

What they print is noted with the turn of the loop and the place in the program. ProgramInterpreter.java runs the same
programs: the two say the same, statement by statement.
"""

import asyncio
import contextvars
from asyncio import CancelledError, create_task, current_task, get_running_loop

from jumping_loop import OrderedGroup, ordered_tasks

VARIABLE = contextvars.ContextVar("variable", default=0)


class Failure(Exception):
    pass


trace = []
recursions = []  # CPython cancels tasks that wait in a circle until the stack is at its end


def show(value):
    if isinstance(value, RecursionError):
        recursions.append(value)
    if isinstance(value, CancelledError):
        return "C"  # without its message, which is lost when it is asked for twice
    if isinstance(value, TimeoutError):
        return "T"
    if isinstance(value, BaseExceptionGroup):
        return "G" + show(list(value.exceptions))
    if isinstance(value, Failure):
        return "V" + str(value)
    if isinstance(value, StopAsyncIteration):
        return "S"
    if isinstance(value, (RuntimeError, TypeError)):
        return "R"
    if isinstance(value, list):
        return "[" + ",".join(map(show, value)) + "]"
    return "-" if value is None else str(value)


class Scope:
    """What a coroutine sees: its place in the program, and what was made before it."""

    def __init__(self, path, tasks, futures, generators, handles, group):
        self.path = path
        self.tasks = tasks
        self.futures = futures  # these three belong to the whole program
        self.generators = generators
        self.handles = handles
        self.group = group  # the innermost one around, or None

    def child(self, name, group=None):
        within = group or self.group
        return Scope(self.path + "." + name, list(self.tasks), self.futures, self.generators, self.handles, within)

    def pick(self, kind, number):
        among = getattr(self, kind)
        return among[int(number) % len(among)] if among else None

    def task(self, number):
        return self.pick("tasks", number)

    def future(self, number):
        return self.pick("futures", number)

    def log(self, *words):
        trace.append(f"{get_running_loop().turn} {self.path} {' '.join(map(show, words))}")

    def awaitable(self, node, name):
        kind = node[0]
        if kind == "body":
            return body(self.child(name), node[1:])
        if kind == "task":
            task = self.task(node[1])
            # CPython answers otherwise to a task that awaits itself for the second time: see FutureIter in its sources
            return task if task not in (None, current_task()) else body(self.child(name), [])
        return self.future(node[1]) if kind == "future" else asyncio.sleep(int(node[1]), 7)

    def awaitables(self, nodes):
        return [self.awaitable(node, str(i)) for i, node in enumerate(nodes)]

    def spawn(self, name, statements):
        task = create_task(body(self.child(name), statements))
        self.tasks.append(task)
        return task

    def complete(self, number, value, word):
        future = self.future(number)
        if not future.done():
            future.set_result(value)
            self.log(word)

    def act(self, action):
        if action[0] == "log":
            self.log("callback", VARIABLE.get())
        elif action[0] == "fail":
            self.log("callback fails")
            raise Failure("cb")
        elif action[0] == "set":
            self.complete(action[1], 6, "cb set")
        elif self.tasks:
            self.log("cb cancel", int(self.task(action[1]).cancel()))


async def main(program):
    loop = get_running_loop()
    futures = [loop.create_future() for _ in range(3)]
    loop.call_later(40, lambda: [future.set_result(4) for future in futures if not future.done()])
    scope = Scope("m", [], futures, [], [], None)
    value = await body(scope, program)
    scope.log("end", value)
    return value


async def body(scope, statements):
    for words in statements:
        value = await statement(scope, *words)
        if value:
            return value
    return 0


async def statement(scope, kind, *words):
    """Runs a statement; its value ends the body."""
    return await globals()["do_" + kind](scope, *words)


# ---- what awaits nothing


async def do_log(scope):
    scope.log("log")


async def do_spawn(scope, name, *statements):
    scope.spawn(name, statements)


async def do_gspawn(scope, *statements):
    if scope.group is not None:
        scope.tasks.append(scope.group.create_task(body(scope.child("gs"), statements)))


async def do_cancel(scope, number, message):
    task = scope.task(number)
    if task is not None:
        scope.log("cancel", int(task.cancel() if message == "-" else task.cancel(message)), task.cancelling())


async def do_cancelself(scope):
    current_task().cancel()


async def do_uncancel(scope):
    scope.log("uncancel", current_task().uncancel())


async def do_fail(scope, name):
    raise Failure(name)


async def do_failc(scope, name):
    raise CancelledError(name)


async def do_return(scope, value):
    return int(value)


async def do_set(scope, number):
    scope.complete(number, 5, "set")


async def do_setexc(scope, number):
    if not scope.future(number).done():
        scope.future(number).set_exception(Failure("f"))
        scope.log("setexc")


async def do_cancelfuture(scope, number):
    scope.log("cf", int(scope.future(number).cancel()))


async def do_soon(scope, _, action):
    scope.handles.append(get_running_loop().call_soon(scope.child("s").act, action))


async def do_later(scope, seconds, action):
    scope.handles.append(get_running_loop().call_later(int(seconds), scope.child("l").act, action))


async def do_drop(scope, number):
    handle = scope.pick("handles", number)
    if handle is not None:
        scope.log("drop", int(handle.cancelled()))
        handle.cancel()


async def do_whendone(scope, number):
    task = scope.task(number)
    if task is not None:
        task.add_done_callback(lambda done: scope.log("when done", int(done.cancelled()), VARIABLE.get()))


async def do_setvar(scope, value):
    scope.log("var", VARIABLE.get())
    VARIABLE.set(int(value))


async def do_tasks(scope):
    states = [task.done() + task.cancelled() for task in scope.tasks]
    scope.log("tasks", len(ordered_tasks()), list(map(int, states)), current_task().cancelling(), VARIABLE.get())


# ---- what awaits


async def do_sleep(scope, seconds):
    await asyncio.sleep(int(seconds))
    scope.log("slept")


async def do_await(scope, node):
    scope.log("awaited", await scope.awaitable(node, "i"))


async def do_try(scope, mode, inner, last):
    try:
        value = await body(scope, inner)
        scope.log("tried", value)
        return value
    except CancelledError as error:
        scope.log("caught", error)
        if mode == "raise":
            raise
        if mode == "other":
            raise Failure("o")
        return 9 if mode == "return" else 0
    except (Exception, BaseExceptionGroup) as error:
        scope.log("caught", error)
        if mode == "raise":
            raise
        return 8 if mode == "return" else 0
    finally:
        scope.log("finally")
        await body(scope, last)


async def do_gather(scope, outcomes, *nodes):
    scope.log("gathered", await asyncio.gather(*scope.awaitables(nodes), return_exceptions=outcomes == "1"))


async def do_gatherkeep(scope, outcomes, seconds, *nodes):
    every = asyncio.gather(*scope.awaitables(nodes), return_exceptions=outcomes == "1")
    await asyncio.sleep(int(seconds))
    scope.log("gcancel", int(every.cancel()))
    try:
        scope.log("gathered", await every)
    except (Exception, CancelledError) as error:
        scope.log("gfail", error, int(every.cancelled()))


async def do_shield(scope, node):
    scope.log("shielded", await asyncio.shield(scope.awaitable(node, "s")))


async def do_waitfor(scope, seconds, node):
    scope.log("waited", await asyncio.wait_for(scope.awaitable(node, "w"), int(seconds) if int(seconds) >= 0 else None))


async def do_timeout(scope, seconds, *inner):
    entered = None
    try:
        async with asyncio.timeout(int(seconds)) as entered:
            value = await body(scope.child("t"), inner)
        return value
    finally:
        scope.log("expired", int(entered.expired()))


async def do_timeoutat(scope, seconds, *inner):
    async with asyncio.timeout_at(int(seconds)) as entered:
        scope.log("until", int(entered.when()))
        await body(scope.child("t"), inner)


async def do_resched(scope, seconds, *inner):
    async with asyncio.timeout(None) as entered:
        entered.reschedule(get_running_loop().time() + int(seconds))
        await body(scope.child("t"), inner)
        if entered.expired():
            entered.reschedule(None)  # is an error by now


async def do_group(scope, bodies, *inner):
    async with OrderedGroup() as group:
        for i, statements in enumerate(bodies):
            scope.tasks.append(group.create_task(body(scope.child(f"g{i}", group), statements)))
        value = await body(scope.child("g", group), inner)
    scope.log("grouped", value)


async def do_wait(scope, when, seconds, numbers):
    if scope.tasks:
        done, _ = await asyncio.wait(
            [scope.task(number) for number in numbers],
            timeout=int(seconds) if int(seconds) >= 0 else None,
            return_when={
                "all": asyncio.ALL_COMPLETED,
                "first": asyncio.FIRST_COMPLETED,
                "exc": asyncio.FIRST_EXCEPTION,
            }[when],
        )
        scope.log("wait", [int(task in done) for task in scope.tasks])


async def do_completed(scope, seconds, *bodies):
    tasks = [scope.spawn(f"c{i}", statements) for i, statements in enumerate(bodies)]
    for following in asyncio.as_completed(tasks, timeout=int(seconds) if int(seconds) >= 0 else None):
        try:
            scope.log("completed", await following)
        except (Exception, BaseExceptionGroup) as error:
            scope.log("cfail", error)


# ---- asynchronous generators


async def items(scope, mode, parts, last):
    try:
        for i, statements in enumerate(parts):
            if await body(scope, statements):
                return
            try:
                sent = yield i
                scope.log("sent", sent)
            except Failure as error:
                scope.log("thrown", error)
                if mode == "raise":
                    raise
            except GeneratorExit:
                scope.log("closing")
                raise
    finally:
        scope.log("finally")
        await body(scope, last)


async def do_generate(scope, mode, parts, last):
    scope.generators.append(items(scope.child(f"y{len(scope.generators)}"), mode, parts, last))


async def do_step(scope, action, number):
    generator = scope.pick("generators", number)
    if generator is None:
        return
    if action == "next":
        scope.log("item", await anext(generator))
    elif action == "or":
        scope.log("item", await anext(generator, 77))
    elif action == "send":
        scope.log("item", await generator.asend(3))
    elif action == "throw":
        scope.log("item", await generator.athrow(Failure("t")))
    else:
        await generator.aclose()
        scope.log("closed")


async def do_each(scope, number, most):
    generator = scope.pick("generators", number)
    if generator is not None:
        left = int(most)
        async for item in generator:
            scope.log("each", item)
            left -= 1
            if left == 0:
                break
