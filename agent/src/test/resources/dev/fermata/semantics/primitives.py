"""The statements of programs.py that use locks, events, conditions, semaphores, barriers and queues.

ProgramPrimitives.java is the twin. What they print says how the primitive is afterwards.
"""

import asyncio
import weakref

import programs

of_loop = weakref.WeakKeyDictionary()


class Primitives:
    def __init__(self):
        self.lock = [asyncio.Lock(), asyncio.Lock()]
        self.semaphore = [asyncio.Semaphore(2), asyncio.BoundedSemaphore(1)]
        self.condition = [asyncio.Condition(), asyncio.Condition(self.lock[0])]
        self.event = [asyncio.Event()]
        self.barrier = [asyncio.Barrier(2), asyncio.Barrier(3)]
        self.queue = [asyncio.Queue(1), asyncio.Queue(), asyncio.PriorityQueue(2), asyncio.LifoQueue(2)]
        self.count = 0


def describe(primitive):
    kind = type(primitive).__name__
    if isinstance(primitive, asyncio.Queue):
        size = str(primitive.qsize()) + (f"/{primitive.maxsize}" if primitive.maxsize else "")
        words = [f"size={size}"]
        words += [f"getters={len(primitive._getters)}"] if primitive._getters else []
        words += [f"putters={len(primitive._putters)}"] if primitive._putters else []
        words += [f"unfinished={primitive._unfinished_tasks}"] if primitive._unfinished_tasks else []
        words += ["shut down"] if primitive._is_shutdown else []
    elif isinstance(primitive, asyncio.Barrier):
        words = [primitive._state.value]
        words += [] if primitive.broken else [f"waiters={primitive.n_waiting}/{primitive.parties}"]
    else:
        if isinstance(primitive, asyncio.Event):
            words = ["set" if primitive.is_set() else "unset"]
        else:
            words = ["locked" if primitive.locked() else "unlocked"]
            if isinstance(primitive, asyncio.Semaphore) and not primitive.locked():
                words += [f"value={primitive._value}"]
        words += [f"waiters={len(primitive._waiters)}"] if primitive._waiters else []
    return f"{kind}[{', '.join(words)}]"


async def do_sync(scope, operation, kind, number, *words):
    primitives = of_loop.setdefault(asyncio.get_running_loop(), Primitives())
    among = getattr(primitives, kind)
    primitive = among[int(number) % len(among)]
    try:
        value = await globals()["sync_" + operation](scope, primitives, primitive, *words)
        scope.log(operation, describe(primitive), value)
    except asyncio.BrokenBarrierError:
        scope.log(operation, describe(primitive), "broken")
    except (RuntimeError, TypeError):  # both are an IllegalStateException there
        scope.log(operation, describe(primitive), "refused")
    except ValueError:
        scope.log(operation, describe(primitive), "too often")
    except (asyncio.QueueEmpty, asyncio.QueueFull, asyncio.QueueShutDown) as error:
        scope.log(operation, describe(primitive), type(error).__name__)


async def sync_within(scope, primitives, primitive, *inner):
    async with primitive:
        scope.log("within", describe(primitive))
        await programs.body(scope.child("w"), inner)


async def sync_acquire(scope, primitives, primitive):
    await primitive.acquire()


async def sync_release(scope, primitives, primitive):
    primitive.release()


async def sync_wait(scope, primitives, primitive):
    value = await primitive.wait()
    return value if isinstance(primitive, asyncio.Barrier) else None


async def sync_waitfor(scope, primitives, primitive, least):
    await primitive.wait_for(lambda: primitives.count >= int(least))


async def sync_notify(scope, primitives, primitive, number):
    primitives.count += 1
    primitive.notify(int(number)) if number != "3" else primitive.notify_all()


async def sync_set(scope, primitives, primitive):
    primitive.set()


async def sync_clear(scope, primitives, primitive):
    primitive.clear()


async def sync_abort(scope, primitives, primitive):
    await primitive.abort()


async def sync_reset(scope, primitives, primitive):
    await primitive.reset()


async def sync_put(scope, primitives, primitive, item):
    await primitive.put(int(item))


async def sync_get(scope, primitives, primitive):
    return await primitive.get()


async def sync_putnowait(scope, primitives, primitive, item):
    primitive.put_nowait(int(item))


async def sync_getnowait(scope, primitives, primitive):
    return primitive.get_nowait()


async def sync_done(scope, primitives, primitive):
    primitive.task_done()


async def sync_join(scope, primitives, primitive):
    await primitive.join()


async def sync_shutdown(scope, primitives, primitive, immediate):
    primitive.shutdown(immediate == "1")


programs.do_sync = do_sync
