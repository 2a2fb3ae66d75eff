"""As random_programs.py, with programs that use locks, events, conditions, semaphores, barriers and queues."""

import primitives  # adds its statements
from primitives_maker import PrimitivesMaker
from random_programs import command

if __name__ == "__main__":
    assert primitives.do_sync
    command(lambda seed: PrimitivesMaker(seed).program())
