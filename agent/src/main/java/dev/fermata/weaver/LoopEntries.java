package dev.fermata.weaver;

import dev.fermata.weaver.LoopNest.Loop;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Lets resumed bodies enter loops at their heads.
 *
 * <p>A jump from the dispatch into the middle of a loop gives it two entries. The compiler of HotSpot then does not
 * optimise it: a loop that seldom suspends runs two times slower, a hot inner loop in it ten times. So:
 *
 * <ul>
 *   <li>the innermost loop around a suspension point is split: what follows the point is copied, up to the back edge, and
 *       the copy enters the loop at its head;
 *   <li>the loops around that one are entered at their heads too, with a test of the label there, a <em>gate</em>, which
 *       leads to the copy.
 * </ul>
 *
 * <p>Only loops count that can go round without a suspension: the others are no loops to the compiler.
 */
final class LoopEntries {
    private final String owner;
    private final MethodNode method;
    private final ControlFlow flow;
    private final LoopNest nest;
    private final Map<Loop, Boolean> turning = new HashMap<>();
    private final ResumeRoutes routes = ResumeRoutes.direct();

    private LoopEntries(String owner, MethodNode method) {
        this.owner = owner;
        this.method = method;
        this.flow = ControlFlow.of(method);
        this.nest = LoopNest.of(flow);
    }

    /** Copies what has to be copied, at the end of the method. */
    static ResumeRoutes prepare(String owner, MethodNode method) {
        LoopEntries entries = new LoopEntries(owner, method);
        entries.prepare();
        return entries.routes;
    }

    private void prepare() {
        Map<Loop, List<AbstractInsnNode>> calls = new LinkedHashMap<>();
        for (AbstractInsnNode call : Calls.suspensions(method)) {
            List<Loop> loops = turningLoopsAround(flow.index(call));
            if (!loops.isEmpty()) {
                Loop innermost = loops.get(loops.size() - 1);
                calls.putIfAbsent(innermost, new ArrayList<>());
                calls.get(innermost).add(call);
            }
        }
        if (calls.isEmpty() || !canBeEntered(calls.keySet())) {
            return;
        }
        LoopCopies copies = new LoopCopies(owner, method, flow);
        for (Map.Entry<Loop, List<AbstractInsnNode>> loop : calls.entrySet()) {
            copies.add(rest(loop.getKey(), loop.getValue()), loop.getValue());
        }
        routes.resumptions().putAll(copies.write());
        for (Map.Entry<Loop, List<AbstractInsnNode>> loop : calls.entrySet()) {
            for (AbstractInsnNode call : loop.getValue()) {
                addGates(call, loop.getKey());
            }
        }
        // What only a resumed body reached, it now reaches as a copy.
        DeadCode.remove(method, routes.resumptions());
        for (AbstractInsnNode call : List.copyOf(routes.resumptions().keySet())) {
            if (!method.instructions.contains(call)) {
                routes.resumptions().remove(call);
            }
        }
    }

    private void addGates(AbstractInsnNode call, Loop innermost) {
        List<LabelNode> heads = new ArrayList<>();
        for (Loop loop : turningLoopsAround(flow.index(call))) {
            if (!loop.equals(innermost)) {
                heads.add((LabelNode) flow.instruction(loop.head()));
            }
        }
        if (!heads.isEmpty()) {
            routes.gates().put(routes.resumption(call), heads);
        }
    }

    private List<Loop> turningLoopsAround(int index) {
        List<Loop> result = new ArrayList<>();
        for (Loop loop : nest.around(index)) {
            if (isTurning(loop)) {
                result.add(loop);
            }
        }
        return result;
    }

    /** Whether the loop can go round without a suspension. */
    private boolean isTurning(Loop loop) {
        Boolean known = turning.get(loop);
        if (known == null) {
            known = turns(loop);
            turning.put(loop, known);
        }
        return known;
    }

    private boolean turns(Loop loop) {
        BitSet reached = new BitSet();
        List<Integer> pending = new ArrayList<>(List.of(loop.head()));
        while (!pending.isEmpty()) {
            for (int next : successorsWithoutSuspension(pending.remove(pending.size() - 1))) {
                if (next == loop.head()) {
                    return true;
                }
                if (loop.body().get(next) && !reached.get(next)) {
                    reached.set(next);
                    pending.add(next);
                }
            }
        }
        return false;
    }

    private int[] successorsWithoutSuspension(int index) {
        return Calls.isYield(flow.instruction(index)) ? flow.handlers(index) : flow.allSuccessors(index);
    }

    /** Whether the loops and those around them have heads that can be jumped to. */
    private boolean canBeEntered(Set<Loop> innermost) {
        for (Loop inner : innermost) {
            for (Loop loop : turningLoopsAround(inner.head())) {
                if (!hasPlainHead(loop)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean hasPlainHead(Loop loop) {
        if (!(flow.instruction(loop.head()) instanceof LabelNode label)) {
            return false;
        }
        FrameNode frame = Frames.at(label);
        if (frame == null || !frame.stack.isEmpty()) {
            return false;
        }
        for (Object type : frame.local) {
            if (type instanceof LabelNode) {
                return false;
            }
        }
        return true;
    }

    /** What runs in {@code loop} after one of {@code calls} has been resumed, until the head or another suspension. */
    private BitSet rest(Loop loop, List<AbstractInsnNode> calls) {
        BitSet rest = new BitSet();
        List<Integer> pending = new ArrayList<>();
        for (AbstractInsnNode call : calls) {
            reach(flow.allSuccessors(flow.index(call)), loop, rest, pending);
        }
        while (!pending.isEmpty()) {
            int index = pending.remove(pending.size() - 1);
            reach(successorsWithoutSuspension(index), loop, rest, pending);
        }
        return rest;
    }

    private static void reach(int[] indexes, Loop loop, BitSet reached, List<Integer> pending) {
        for (int index : indexes) {
            if (index != loop.head() && loop.body().get(index) && !reached.get(index)) {
                reached.set(index);
                pending.add(index);
            }
        }
    }
}
