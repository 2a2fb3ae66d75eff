"""The same works on CPython's ProcessPoolExecutor: prints a line per work, its name and its figure."""

import sys
import time
from concurrent.futures import ProcessPoolExecutor


def nothing():
    return None


def same(value):
    return value


def length(data):
    return len(data)


def zeros(count):
    return bytes(count)


def main():
    workers, round_trips, tasks, size = map(int, sys.argv[1:])

    starts = []
    for _ in range(5):
        begin = time.perf_counter()
        with ProcessPoolExecutor(1) as pool:
            pool.submit(nothing).result()
            starts.append(time.perf_counter() - begin)

    with ProcessPoolExecutor(workers) as pool:
        trips = []
        for _ in range(5):
            begin = time.perf_counter()
            for _ in range(round_trips // 5):
                pool.submit(nothing).result()
            trips.append((time.perf_counter() - begin) / (round_trips // 5))

        begin = time.perf_counter()
        futures = [pool.submit(same, i) for i in range(tasks)]
        for i, future in enumerate(futures):
            assert future.result() == i
        many = time.perf_counter() - begin

        there, back = [], []
        data = bytes(size)
        for _ in range(3):
            begin = time.perf_counter()
            assert pool.submit(length, data).result() == size
            there.append(time.perf_counter() - begin)
            begin = time.perf_counter()
            assert len(pool.submit(zeros, size).result()) == size
            back.append(time.perf_counter() - begin)

    print(min(trips), many, min(starts), min(there), min(back))


if __name__ == "__main__":
    main()
