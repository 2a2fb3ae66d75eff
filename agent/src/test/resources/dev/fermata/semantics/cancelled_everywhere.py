"""Programs that wait in every way, each run many times, and cancelled in another turn of the loop each time.

    python3.13 cancelled_everywhere.py > cancelled_everywhere.txt

CancelledPrograms.java has the same programs under the same names. Each line has the turn of the loop.
"""

import asyncio
from contextlib import aclosing

from jumping_loop import JumpingLoop, OrderedGroup

# When the cancellation comes: seconds after the start, and as many turns later.
POINTS = [(0, hops) for hops in range(9)] + [(at, hops) for at in (0.5, 1, 2, 2.5) for hops in range(6)]

lines = []


def log(*words):
    lines.append(f"{asyncio.get_running_loop().turn} {' '.join(map(str, words))}")


async def work(name, seconds):
    log(name, "in")
    try:
        await asyncio.sleep(seconds)
        return name
    finally:
        log(name, "out")


async def fails(name, seconds):
    await work(name, seconds)
    raise ValueError(name)


async def swallows(name):
    try:
        await work(name, 2)
    except asyncio.CancelledError:
        log(name, "swallowed")
        await asyncio.sleep(1)
    return name


async def cleans(name, seconds):
    log(name, "in")
    try:
        await asyncio.sleep(seconds)
    finally:
        try:
            await asyncio.sleep(0)
            await asyncio.sleep(0.25)
        finally:
            log(name, "out")


# ---- the programs


async def sleeping():
    return await work("a", 2)


async def hopping():
    log("a", "in")
    try:
        for _ in range(4):
            await asyncio.sleep(0)
    finally:
        log("a", "out")


async def awaiting_inline():
    log("a", "in")
    try:
        await work("b", 1)
        return await work("c", 1)
    finally:
        log("a", "out")


async def awaiting_task():
    return await asyncio.create_task(awaiting_inline())


async def awaiting_task_of_task():
    return await asyncio.create_task(awaiting_task())


async def awaiting_future():
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(1, lambda: future.cancelled() or future.set_result("f"))
    log("a", "in")
    try:
        return await future
    finally:
        log("a", "out", int(future.done()), int(future.cancelled()))


async def cleaning():
    await asyncio.create_task(cleans("a", 1))


async def swallowing():
    return await asyncio.create_task(swallows("a"))


async def uncancelling():
    try:
        await work("a", 1)
    except asyncio.CancelledError:
        log("uncancel", asyncio.current_task().uncancel())
    return await work("b", 1)


async def gathering():
    return "+".join(await asyncio.gather(work("a", 1), work("b", 2), asyncio.create_task(work("c", 0))))


async def gathering_outcomes():
    outcomes = await asyncio.gather(work("a", 1), fails("b", 2), return_exceptions=True)
    return len(outcomes)


async def gathering_gathers():
    return len(await asyncio.gather(asyncio.gather(work("a", 1), work("b", 2)), cleans("c", 1)))


async def gathering_failure():
    return len(await asyncio.gather(work("a", 2), fails("b", 1)))


async def shielding():
    return await asyncio.shield(work("a", 1))


async def waiting(when):
    tasks = [asyncio.create_task(work("a", 1)), asyncio.create_task(fails("b", 2))]
    try:
        done, pending = await asyncio.wait(tasks, timeout=3, return_when=when)
        return f"{len(done)}/{len(pending)}"
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def waiting_for_all():
    return await waiting(asyncio.ALL_COMPLETED)


async def waiting_for_first():
    return await waiting(asyncio.FIRST_COMPLETED)


async def waiting_for_exception():
    return await waiting(asyncio.FIRST_EXCEPTION)


async def as_completed():
    tasks = [asyncio.create_task(work("a", 2)), asyncio.create_task(work("b", 1))]
    try:
        for following in asyncio.as_completed(tasks, timeout=3):
            log("completed", await following)
    finally:
        for task in tasks:
            task.cancel()


async def wait_for_in_time():
    return await asyncio.wait_for(work("a", 1), 2)


async def wait_for_too_late():
    return await asyncio.wait_for(cleans("a", 2), 1)


async def wait_for_task():
    return await asyncio.wait_for(asyncio.create_task(cleans("a", 2)), 1)


async def wait_for_nothing():
    return await asyncio.wait_for(asyncio.create_task(cleans("a", 2)), 0)


async def timeouts():
    try:
        async with asyncio.timeout(2):
            async with asyncio.timeout(1):
                await work("a", 3)
    except TimeoutError:
        log("too late")
        await work("b", 1)


async def timeout_at():
    async with asyncio.timeout_at(1):
        await awaiting_task()


async def grouping():
    async with OrderedGroup() as group:
        group.create_task(work("a", 2))
        group.create_task(cleans("b", 1))
        await work("c", 1)


async def grouping_failure():
    async with OrderedGroup() as group:
        group.create_task(fails("a", 1))
        group.create_task(cleans("b", 2))
        await work("c", 2)


async def grouping_groups():
    async with OrderedGroup() as group:
        group.create_task(grouping())
        group.create_task(swallows("d"))


async def numbers():
    log("g", "in")
    try:
        for i in range(3):
            await asyncio.sleep(0.5)
            yield i
    finally:
        try:
            await asyncio.sleep(0)
        finally:
            log("g", "out")


async def generating():
    async for number in numbers():
        log("number", number)


async def generating_in_scope():
    async with aclosing(numbers()) as generator:
        log("number", await anext(generator))
        await work("a", 1)


async def generating_by_hand():
    generator = numbers()
    try:
        log("number", await generator.asend(None))
        log("number", await generator.athrow(ValueError("t")))
    except ValueError:
        log("caught")
    finally:
        await generator.aclose()


PROGRAMS = [
    sleeping,
    hopping,
    awaiting_inline,
    awaiting_task,
    awaiting_task_of_task,
    awaiting_future,
    cleaning,
    swallowing,
    uncancelling,
    gathering,
    gathering_outcomes,
    gathering_gathers,
    gathering_failure,
    shielding,
    waiting_for_all,
    waiting_for_first,
    waiting_for_exception,
    as_completed,
    wait_for_in_time,
    wait_for_too_late,
    wait_for_task,
    wait_for_nothing,
    timeouts,
    timeout_at,
    grouping,
    grouping_failure,
    grouping_groups,
    generating,
    generating_in_scope,
    generating_by_hand,
]


# ---- running them


async def drive(program, at, hops):
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(program())

    def hop(left):
        if left == 0:
            log("cancel", int(task.cancel()))
        else:
            loop.call_soon(hop, left - 1)

    if at == 0:
        hop(hops)
    else:
        loop.call_later(at, hop, hops)
    await asyncio.wait([task])
    log(outcome(task))
    await asyncio.sleep(10)
    log("left", len(asyncio.all_tasks()) - 1)


def outcome(task):
    if task.cancelled():
        return "cancelled"
    if isinstance(task.exception(), ExceptionGroup):
        return f"failed Group of {len(task.exception().exceptions)}"
    if task.exception() is not None:
        return "failed " + type(task.exception()).__name__
    return f"finished {task.result()}"


def loop():
    made = JumpingLoop()
    made.set_exception_handler(lambda loop, context: lines.append("handler"))
    return made


if __name__ == "__main__":
    for program in PROGRAMS:
        for at, hops in POINTS:
            lines.clear()
            asyncio.run(drive(program, at, hops), loop_factory=loop)
            print(f"# {program.__name__} {at} {hops}", *lines, sep="\n")
