"""Makes small programs at random: what they say is in programs.py."""

import random

PLAIN = ["log", "cancelself", "uncancel", "tasks"]
BODIES = ["timeout", "timeoutat", "resched"]
DEEP = ["spawn", "gspawn", "try", "gather", "gatherkeep", *BODIES, "group", "completed", "generate"]
KINDS = (
    "log sleep sleep sleep spawn spawn spawn gspawn await await await cancel cancel cancelself uncancel fail failc return "
    "set setexc cancelfuture soon later drop whendone setvar setvar try try try gather gather gatherkeep shield waitfor "
    "waitfor timeout timeout timeoutat resched group group group wait completed tasks generate generate step step step "
    "step each"
).split()


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def below(self, end):
        return str(self.random.randrange(end))

    def many(self, least, end, make):
        return [make() for _ in range(self.random.randrange(least, end))]

    def body(self, depth, least=0):
        return [self.statement(depth) for _ in range(self.random.choice([least, 1, 1, 2, 2, 3, 3, 4]))]

    def awaitable(self, depth):
        kind = self.random.random()
        if kind < 0.45 and depth > 0:
            return ["body"] + self.body(depth - 1)
        if kind < 0.75:
            return ["task", self.below(6)]
        return ["future", self.below(3)] if kind < 0.9 else ["sleep", self.below(4)]

    def action(self):
        return self.random.choice(
            [["log"], ["fail"], ["cancel", self.below(6)], ["cancel", self.below(6)], ["set", self.below(3)]]
        )

    def statement(self, depth):
        kind = self.random.choice(KINDS)
        while depth <= 0 and kind in DEEP:
            kind = self.random.choice(KINDS)
        return [kind] + self.words(kind, depth)

    def words(self, kind, depth):
        if kind in PLAIN:
            return []
        if kind == "spawn":
            return ["s" + self.below(9)] + self.body(depth - 1)
        if kind == "gspawn":
            return self.body(depth - 1)
        if kind == "cancel":
            return [self.below(6), self.random.choice(["-", "-", "m" + self.below(9)])]
        if kind in ("await", "shield"):
            return [self.awaitable(depth)]
        if kind == "return":
            return [str(1 + self.random.randrange(7))]
        if kind in ("soon", "later"):
            return [self.below(4), self.action()]
        if kind == "try":
            mode = self.random.choice(["raise", "swallow", "swallow", "other", "return"])
            return [mode, self.body(depth - 1), self.body(depth - 2) if depth > 1 else []]
        if kind == "gather":
            return [self.below(2)] + self.many(0, 4, lambda: self.awaitable(depth - 1))
        if kind == "gatherkeep":
            return [self.below(2), self.below(3)] + self.many(1, 4, lambda: self.awaitable(depth - 1))
        if kind == "waitfor":
            return [str(self.random.randrange(-1, 4)), self.awaitable(depth)]
        if kind == "generate":
            mode = self.random.choice(["raise", "swallow"])
            return [mode, self.many(0, 4, lambda: self.body(depth - 2)), self.body(depth - 3)]
        if kind == "step":
            return [self.random.choice(["next", "next", "next", "or", "send", "throw", "close"]), self.below(3)]
        if kind == "each":
            return [self.below(3), self.below(3)]
        if kind in BODIES:
            return [self.below(4)] + self.body(depth - 1)
        if kind == "group":
            return [self.many(0, 4, lambda: self.body(depth - 1))] + self.body(depth - 1)
        if kind == "wait":
            when = self.random.choice(["all", "first", "exc"])
            return [when, str(self.random.randrange(-1, 4)), self.many(1, 4, lambda: self.below(6))]
        if kind == "completed":
            return [str(self.random.randrange(-1, 5))] + self.many(1, 4, lambda: self.body(depth - 1))
        return [self.below({"sleep": 4, "whendone": 6, "fail": 9}.get(kind, 3))]


def text(node):
    return "(" + " ".join(map(text, node)) + ")" if isinstance(node, list) else node
