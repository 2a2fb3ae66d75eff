package dev.fermata.weaver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The loops of a method, as strongly connected parts of its control flow: each is entered at its head only, and without
 * the head falls apart into the loops inside it.
 */
final class LoopNest {
    /**
     * A loop.
     *
     * @param head the index of the instruction at which it is entered; no other loop has the same
     * @param body the indexes of its instructions
     * @param inner the loops directly inside
     */
    record Loop(int head, BitSet body, List<Loop> inner) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Loop loop && loop.head == head;
        }

        @Override
        public int hashCode() {
            return head;
        }
    }

    private final ControlFlow flow;
    private final List<List<Integer>> predecessors;
    private final int[] order;
    private final int[] lowest;
    private final int[] nextEdge;
    private final List<Loop> outermost;

    private LoopNest(ControlFlow flow) {
        this.flow = flow;
        this.predecessors = predecessors(flow);
        this.order = new int[flow.size()];
        this.lowest = new int[flow.size()];
        this.nextEdge = new int[flow.size()];
        BitSet all = new BitSet();
        all.set(0, flow.size());
        this.outermost = loopsIn(all);
    }

    static LoopNest of(ControlFlow flow) {
        return new LoopNest(flow);
    }

    /** The loops around the instruction at {@code index}, the outermost first. */
    List<Loop> around(int index) {
        List<Loop> result = new ArrayList<>();
        List<Loop> level = outermost;
        while (level != null) {
            List<Loop> next = null;
            for (Loop loop : level) {
                if (loop.body().get(index)) {
                    result.add(loop);
                    next = loop.inner();
                }
            }
            level = next;
        }
        return result;
    }

    private List<Loop> loopsIn(BitSet nodes) {
        List<Loop> loops = new ArrayList<>();
        for (BitSet part : new Components(nodes).cyclic()) {
            int head = head(part);
            if (head >= 0) {
                BitSet rest = (BitSet) part.clone();
                rest.clear(head);
                loops.add(new Loop(head, part, loopsIn(rest)));
            }
        }
        return loops;
    }

    /** The only instruction of {@code part} that the rest of the method leads to; negative if there is not just one. */
    private int head(BitSet part) {
        int head = -1;
        for (int node = part.nextSetBit(0); node >= 0; node = part.nextSetBit(node + 1)) {
            if (isEntered(part, node)) {
                if (head >= 0) {
                    return -1;
                }
                head = node;
            }
        }
        return head;
    }

    private boolean isEntered(BitSet part, int node) {
        for (int from : predecessors.get(node)) {
            if (!part.get(from)) {
                return true;
            }
        }
        return false;
    }

    private static List<List<Integer>> predecessors(ControlFlow flow) {
        List<List<Integer>> result = new ArrayList<>();
        for (int node = 0; node < flow.size(); node++) {
            result.add(new ArrayList<>(2));
        }
        for (int node = 0; node < flow.size(); node++) {
            for (int to : flow.allSuccessors(node)) {
                result.get(to).add(node);
            }
        }
        return result;
    }

    /** Tarjan's strongly connected components, without recursion, as methods may have tens of thousands of instructions. */
    private final class Components {
        private final BitSet nodes;
        private final BitSet open = new BitSet();
        private final Deque<Integer> path = new ArrayDeque<>();
        private final Deque<Integer> pending = new ArrayDeque<>();
        private final List<BitSet> cyclic = new ArrayList<>();
        private int count;

        Components(BitSet nodes) {
            this.nodes = nodes;
            for (int node = nodes.nextSetBit(0); node >= 0; node = nodes.nextSetBit(node + 1)) {
                order[node] = -1;
                nextEdge[node] = 0;
            }
        }

        List<BitSet> cyclic() {
            for (int node = nodes.nextSetBit(0); node >= 0; node = nodes.nextSetBit(node + 1)) {
                if (order[node] < 0) {
                    enter(node);
                    while (!path.isEmpty()) {
                        advance(path.getLast());
                    }
                }
            }
            return cyclic;
        }

        private void enter(int node) {
            order[node] = count;
            lowest[node] = count++;
            open.set(node);
            path.addLast(node);
            pending.addLast(node);
        }

        private void advance(int node) {
            int[] successors = flow.allSuccessors(node);
            if (nextEdge[node] == successors.length) {
                leave(node);
                return;
            }
            int to = successors[nextEdge[node]++];
            if (!nodes.get(to)) {
                return;
            }
            if (order[to] < 0) {
                enter(to);
            } else if (open.get(to)) {
                lowest[node] = Math.min(lowest[node], order[to]);
            }
        }

        private void leave(int node) {
            path.removeLast();
            if (!path.isEmpty()) {
                int above = path.getLast();
                lowest[above] = Math.min(lowest[above], lowest[node]);
            }
            if (lowest[node] == order[node]) {
                BitSet part = new BitSet();
                int member;
                do {
                    member = pending.removeLast();
                    open.clear(member);
                    part.set(member);
                } while (member != node);
                if (part.cardinality() > 1 || isOwnSuccessor(node)) {
                    cyclic.add(part);
                }
            }
        }

        private boolean isOwnSuccessor(int node) {
            for (int to : flow.allSuccessors(node)) {
                if (to == node) {
                    return true;
                }
            }
            return false;
        }
    }
}
