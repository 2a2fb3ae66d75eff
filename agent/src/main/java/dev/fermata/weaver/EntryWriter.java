package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Writes what stands before the user's code in a body, and leads a resumed body back to where it stopped.
 *
 * <pre>
 *     switch (label) { case 0: start   case k: restore_k   default: the generator that was returned has ended }
 * restore_k:
 *     variables and stack from the fields of the frame; goto resume_k
 * start:
 * </pre>
 *
 * <p>A point with gates (see {@link LoopEntries}) is restored inside the loops that it is in:
 *
 * <pre>
 * case k:   zeros into the variables of the loop; goto head          head:  if (label > 0) goto gate
 * gate:     switch (label) { case k: restore_k }                            the user's loop
 * </pre>
 *
 * <p>All of it stands before the first line number, so that no debugger stops in it, and outside every try range.
 */
final class EntryWriter {
    /** A loop head with a test of the label. */
    private record Gate(LabelNode head, LabelNode approach, LabelNode behind, FrameNode outside, FrameNode inside) {}

    private final WovenMethod woven;
    private final MethodAnalysis analysis;
    private final Variables variables;
    private final InsnList code;
    private final List<LabelNode> restoreLabels = new ArrayList<>();
    private final List<LabelNode> resumeLabels;
    private final Map<LabelNode, Gate> gates = new LinkedHashMap<>();
    private final Code entry = new Code();

    EntryWriter(WovenMethod woven, List<LabelNode> resumeLabels) {
        this.woven = woven;
        this.analysis = woven.analysis();
        this.variables = analysis.variables();
        this.code = analysis.method().instructions;
        this.resumeLabels = resumeLabels;
    }

    /**
     * Puts the entry before the user's code, in which the points have been written already.
     *
     * @param shared what points and endings jump to; it goes with the entry, where no line of the user's is
     */
    void write(InsnList shared) {
        boolean tails = analysis.hasTailCall();
        boolean plain = analysis.points().isEmpty() && variables.areArgumentsPassed();
        if (plain && (analysis.kind().awaits() ? !woven.isDirect() : !tails)) {
            code.add(shared);
            return;
        }
        for (SuspensionPoint point : analysis.points()) {
            prepare(point);
        }
        LabelNode start = new LabelNode();
        if (analysis.kind().awaits()) {
            writeCoroutineDispatch(start);
        } else {
            writeGeneratorDispatch(start);
        }
        for (Gate gate : gates.values()) {
            writeGate(gate);
        }
        for (SuspensionPoint point : analysis.points()) {
            writeRestoration(point);
        }
        entry.list().add(shared);
        entry.label(start);
        writeStart();
        code.insert(entry.list());
    }

    private void prepare(SuspensionPoint point) {
        restoreLabels.add(new LabelNode());
        FrameNode outside = entryFrame();
        for (LabelNode head : gatesOf(point)) {
            Gate gate = gates.get(head);
            if (gate == null) {
                gate = new Gate(head, new LabelNode(), new LabelNode(), outside, Frames.at(head));
                gates.put(head, gate);
            }
            outside = gate.inside();
        }
    }

    private List<LabelNode> gatesOf(SuspensionPoint point) {
        return analysis.routes().gates().getOrDefault(point.call(), List.of());
    }

    private FrameNode entryFrame() {
        return Frames.of(variables.initialSlots(), List.of());
    }

    /** Where the way to a point goes on behind the gates that it has passed. */
    private LabelNode next(SuspensionPoint point, int gatesPassed) {
        List<LabelNode> heads = gatesOf(point);
        return gatesPassed < heads.size()
                ? gates.get(heads.get(gatesPassed)).approach()
                : restoreLabels.get(point.label() - 1);
    }

    /** Where the way to each point begins. */
    private List<LabelNode> firstSteps() {
        List<LabelNode> result = new ArrayList<>();
        for (SuspensionPoint point : analysis.points()) {
            result.add(next(point, 0));
        }
        return result;
    }

    private void writeGeneratorDispatch(LabelNode start) {
        LabelNode tail = new LabelNode();
        List<LabelNode> targets = new ArrayList<>(List.of(start));
        targets.addAll(firstSteps());
        entry.load(Opcodes.INTEGER, variables.label());
        entry.add(new TableSwitchInsnNode(0, targets.size() - 1, tail, targets.toArray(new LabelNode[0])));
        entry.label(tail)
                .frame(entryFrame())
                .loadReference(variables.frame())
                .loadReference(variables.value())
                .loadReference(variables.exception())
                .call(Opcodes.INVOKEVIRTUAL, variables.base(), "afterTail", Contract.RESUME)
                .op(Opcodes.ARETURN);
    }

    /** A label that is not positive is the depth at which the body starts. */
    private void writeCoroutineDispatch(LabelNode start) {
        if (!analysis.points().isEmpty()) {
            LabelNode starting = woven.isDirect() ? new LabelNode() : start;
            LabelNode[] targets = firstSteps().toArray(new LabelNode[0]);
            entry.load(Opcodes.INTEGER, variables.label());
            entry.add(new TableSwitchInsnNode(1, targets.length, starting, targets));
            if (woven.isDirect()) {
                entry.label(starting).frame(entryFrame());
            }
        }
        if (woven.isDirect()) {
            writeDepthTest(start);
        }
    }

    /** Too deep, and called directly: the coroutine becomes an object, which the driver starts with a fresh stack. */
    private void writeDepthTest(LabelNode start) {
        entry.load(Opcodes.INTEGER, variables.label()).push(-Contract.DEEPEST).jump(Opcodes.IF_ICMPGE, start);
        int slot = 0;
        for (Object type : analysis.argumentTypes()) {
            entry.load(type, slot);
            slot += FrameTypes.isWide(type) ? 2 : 1;
        }
        MethodNode user = analysis.method();
        int opcode = woven.bodies().get(user.name + user.desc).opcode();
        entry.call(opcode, woven.owner().name, user.name, user.desc, woven.isInInterface());
        entry.cast(Contract.COROUTINE_FRAME);
        entry.call(Opcodes.INVOKESTATIC, Contract.AWAITS, "deferred", Contract.DEFERRED)
                .op(Opcodes.ARETURN);
    }

    // ---- gates

    private void writeGate(Gate gate) {
        entry.label(gate.approach()).frame(Frames.copy(gate.outside()));
        List<Object> slots = Frames.slots(gate.inside());
        for (int slot = 0; slot < slots.size(); slot++) {
            Object type = slots.get(slot);
            boolean users = !variables.isAdded(slot) && !(slot == 0 && analysis.keepThis());
            if (users && !type.equals(Opcodes.TOP)) {
                entry.zero(type).store(type, slot); // the verifier wants something there; the restoration replaces it
            }
        }
        entry.jump(Opcodes.GOTO, gate.head());

        InsnList test = new Code()
                .load(Opcodes.INTEGER, variables.label())
                .jump(Opcodes.IFGT, gate.behind())
                .list();
        code.insert(gate.inside(), test);

        entry.label(gate.behind()).frame(Frames.copy(gate.inside()));
        LookupSwitchInsnNode passing = new LookupSwitchInsnNode(null, null, null);
        for (SuspensionPoint point : analysis.points()) {
            int at = gatesOf(point).indexOf(gate.head());
            if (at >= 0) {
                passing.keys.add(point.label());
                passing.labels.add(next(point, at + 1));
            }
        }
        passing.dflt = passing.labels.get(0);
        entry.load(Opcodes.INTEGER, variables.label());
        entry.add(passing);
    }

    // ---- restoration

    private void writeRestoration(SuspensionPoint point) {
        List<LabelNode> heads = gatesOf(point);
        boolean gated = !heads.isEmpty();
        FrameNode frame = gated ? gates.get(heads.get(heads.size() - 1)).inside() : entryFrame();
        entry.label(restoreLabels.get(point.label() - 1)).frame(Frames.copy(frame));
        if (!gates.isEmpty() || analysis.kind().awaits()) {
            entry.push(0).store(Opcodes.INTEGER, variables.label()); // gates are closed again, and the depth is zero
        }
        for (FrameField field : analysis.keptFields(point)) {
            if (gated || !analysis.isPassed(field)) {
                restore(field);
            }
        }
        BitSet kept = point.kept();
        for (int slot = kept.nextSetBit(0); slot >= 0; slot = kept.nextSetBit(slot + 1)) {
            if (point.types().local(slot).equals(Opcodes.NULL)) {
                entry.op(Opcodes.ACONST_NULL).store(Opcodes.NULL, variables.moved(slot));
            }
        }
        for (FrameField field : analysis.stackFields(point)) {
            if (field == null) {
                entry.op(Opcodes.ACONST_NULL);
            } else {
                get(field);
            }
        }
        entry.jump(Opcodes.GOTO, resumeLabels.get(point.label() - 1));
    }

    private void restore(FrameField field) {
        get(field);
        entry.store(field.type(), variables.moved(field.slot()));
    }

    private void get(FrameField field) {
        entry.loadReference(variables.frame()).cast(woven.frameClass());
        entry.field(Opcodes.GETFIELD, woven.frameClass(), field.name(), field.descriptor());
    }

    // ---- start

    private void writeStart() {
        boolean restores =
                !variables.areArgumentsPassed() && !analysis.storedArguments().isEmpty();
        boolean makesFrame = woven.needsFrameAtStart() && !analysis.points().isEmpty();
        if (restores || makesFrame || !startsWithFrame()) {
            entry.frame(entryFrame());
        }
        if (makesFrame) {
            woven.makeFrame(entry);
        }
        if (restores) {
            for (FrameField field : analysis.storedArguments().values()) {
                restore(field);
            }
        }
    }

    /** Whether the user's code begins with a loop, so that a frame stands there already. */
    private boolean startsWithFrame() {
        AbstractInsnNode at = code.getFirst();
        while (at != null && at.getOpcode() < 0) {
            if (at instanceof FrameNode) {
                return true;
            }
            at = at.getNext();
        }
        return false;
    }
}
