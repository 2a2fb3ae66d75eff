"""Makes small programs at random that use locks, events, conditions, semaphores, barriers and queues."""

from program_maker import Maker

USES = {
    "lock": "within within within within acquire release",
    "semaphore": "within within within within acquire release",
    "condition": "within within acquire release wait waitfor notify",
    "event": "wait wait set clear",
    "barrier": "wait wait wait wait abort reset",
    "queue": "put put put put get get get get putnowait getnowait done join shutdown",
}


class PrimitivesMaker(Maker):
    def __init__(self, seed):
        super().__init__(seed)
        self.kinds = self.random.sample(sorted(USES), self.random.randrange(1, 4))
        self.share = self.random.choice([0.5, 0.7, 0.9])

    def program(self):
        tasks = [["spawn", f"t{i}"] + self.busy(3) for i in range(self.random.randrange(2, 6))]
        busy = [["sleep", self.below(2)]] + self.busy(2) + self.busy(1) + [["sleep", "9"]]
        return tasks + [["try", "swallow", [["timeout", "20"] + busy], [["cancel", self.below(6), "-"], ["sleep", "5"]]]]

    def busy(self, depth):
        return [self.statement(depth) for _ in range(self.random.randrange(1, 5))]

    def statement(self, depth):
        chance = self.random.random()
        if chance < self.share:
            return self.use(depth)
        if chance > 0.95:
            return ["cancel", self.below(6), "-"]
        return ["sleep", self.random.choice("0001")] if chance > 0.85 else super().statement(depth)

    def use(self, depth):
        kind = self.random.choice(self.kinds)
        operation = self.random.choice(USES[kind].split())
        words = ["sync", operation, kind, self.random.choice("00001123")]
        if operation == "within":
            if kind == "condition" and self.random.random() < 0.7:
                return words + [self.inner(words[3])]
            return words + (self.busy(depth - 1) if depth > 0 else [["sleep", "0"]])
        return words + self.arguments(operation)

    def inner(self, number):
        operation = self.random.choice(["wait", "wait", "waitfor", "notify", "notify"])
        return ["sync", operation, "condition", number] + self.arguments(operation)

    def arguments(self, operation):
        ends = {"waitfor": 5, "notify": 4, "put": 5, "putnowait": 5, "shutdown": 2}
        return [self.below(ends[operation])] if operation in ends else []
