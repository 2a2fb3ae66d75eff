"""Makes programs at random, runs them, and writes what they print.

    python3.13 random_programs.py FIRST_SEED END_SEED > programs.txt
    python3.13 random_programs.py FIRST_SEED --seconds SECONDS

Each program stands in a line after its seed, and then each line that it has printed.
"""

import asyncio
import gc
import sys
import time

from jumping_loop import JumpingLoop
from program_maker import Maker, text
from programs import main, recursions, show, trace

HANDLED = ("Exception in callback", "unhandled exception during", "an error occurred during closing")


def handle(loop, context):
    for known in HANDLED:
        if context["message"].startswith(known):
            trace.append(f"{loop.turn} handler {known} {show(context['exception'])}")


def loop():
    made = JumpingLoop()
    made.set_exception_handler(handle)
    return made


def run(program):
    gc.collect()  # what is left of the program before may still print something
    trace.clear()
    recursions.clear()
    try:
        trace.append("= " + show(asyncio.run(main(program), loop_factory=loop)))
    except BaseException as error:
        trace.append("! stalled" if str(error) == "stalled" else "! " + show(error))
    return trace


def write(seed, make):
    program = make(seed)
    if len(text(program)) < 900 and 8 <= len(run(program)) <= 80 and not recursions and trace[-1] != "! stalled":
        print(f"# {seed}", text(program), *trace, sep="\n")


def command(make):
    """Does what the command line says, with programs that are made of their seeds."""
    sys.unraisablehook = lambda what: None  # what a program leaves behind may complain when it is garbage
    first = int(sys.argv[1])
    if sys.argv[2] == "--seconds":
        end = time.monotonic() + float(sys.argv[3])
        while time.monotonic() < end:
            write(first, make)
            first += 1
    else:
        for number in range(first, int(sys.argv[2])):
            write(number, make)


if __name__ == "__main__":
    command(lambda seed: Maker(seed).body(4, least=1))
