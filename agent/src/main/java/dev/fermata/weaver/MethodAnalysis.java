package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** All that has to be known about a method before it is rewritten. */
final class MethodAnalysis {
    private final String owner;
    private final Kind kind;
    private final boolean keepVariables;
    private final MethodNode method;
    private final Variables variables;
    private final ResumeRoutes routes;
    private final ControlFlow flow;
    private final Liveness liveness;
    private final FrameLayout layout = new FrameLayout();
    private final List<SuspensionPoint> points = new ArrayList<>();
    private final Map<AbstractInsnNode, Endings.Ending> endings = new LinkedHashMap<>();
    private final Map<Integer, FrameField> storedArguments = new LinkedHashMap<>();
    private final Set<AbstractInsnNode> directReturns;
    private final FieldStates states;
    private final boolean keepThis;

    /**
     * Analyses {@code method}, after bringing it into a form that can be suspended.
     *
     * @param keepVariables whether all variables are kept, for a debugger
     * @param splitLoops whether loops may be copied so that they are entered at their heads
     */
    MethodAnalysis(String owner, MethodNode method, boolean keepVariables, boolean splitLoops) {
        this.owner = owner;
        this.method = method;
        this.kind = Kind.of(method);
        this.keepVariables = keepVariables;
        DeadCode.remove(method, Map.of());
        DroppedCoroutines.tell(method);
        Endings.materialise(method);
        Construction.moveBehindSuspensions(owner, method);
        routes = splitLoops ? LoopEntries.prepare(owner, method) : ResumeRoutes.direct();
        directReturns = Endings.simplify(method); // after the copying, as it looks at single instructions
        Map<AbstractInsnNode, FrameTypes> types =
                FrameTypes.before(owner, method, FrameTypes.Wanted.SUSPENSIONS_AND_RETURNS);
        flow = ControlFlow.of(method, routes.resumptions());
        liveness = Liveness.of(flow);
        keepThis = (method.access & Opcodes.ACC_STATIC) == 0 && !isStoredTo(0);
        findPoints(types);
        variables = new Variables(owner, method, baseClass());
        storeArguments();
        states = new FieldStates(
                flow, layout, restoredFields(), kind.awaits() ? new BitSet() : initialFields(), initialFields());
    }

    Kind kind() {
        return kind;
    }

    MethodNode method() {
        return method;
    }

    Variables variables() {
        return variables;
    }

    ControlFlow flow() {
        return flow;
    }

    /** The slots that frames of the body must type at the instruction: if all variables are kept, whatever has a type. */
    boolean isTyped(int slot, int index) {
        return keepVariables
                || (keepThis && slot == 0)
                || liveness.before(index).get(slot);
    }

    FrameLayout layout() {
        return layout;
    }

    ResumeRoutes routes() {
        return routes;
    }

    List<SuspensionPoint> points() {
        return points;
    }

    /** The reachable returns, and what they hand over. */
    Map<AbstractInsnNode, Endings.Ending> endings() {
        return endings;
    }

    /** The fields in which the stub stores the arguments, by the slot of the argument: only those that are used. */
    Map<Integer, FrameField> storedArguments() {
        return storedArguments;
    }

    /** The types of the arguments, {@code this} included. */
    List<Object> argumentTypes() {
        List<Object> types = new ArrayList<>();
        if (variables.isInstance()) {
            types.add(owner);
        }
        for (Type argument : variables.arguments()) {
            types.add(Variables.verificationType(argument));
        }
        return types;
    }

    /** Whether slot 0 always holds {@code this}, so that it need not be kept. */
    boolean keepThis() {
        return keepThis;
    }

    /** The fields of the variables that are restored at a point. */
    List<FrameField> keptFields(SuspensionPoint point) {
        List<FrameField> result = new ArrayList<>();
        BitSet kept = point.kept();
        for (int slot = kept.nextSetBit(0); slot >= 0; slot = kept.nextSetBit(slot + 1)) {
            Object type = point.types().local(slot);
            if (FrameLayout.isKept(type)) {
                result.add(layout.variable(slot, type));
            }
        }
        return result;
    }

    /** The fields of the operand stack at a point, null for a value that is always null. */
    List<FrameField> stackFields(SuspensionPoint point) {
        List<FrameField> result = new ArrayList<>();
        for (Object type : point.waiting()) {
            result.add(FrameLayout.isKept(type) ? layout.stack(result.size(), type) : null);
        }
        return result;
    }

    /** The fields that must be written as the body suspends: those that do not hold the value already. */
    List<FrameField> changedFields(SuspensionPoint point, AbstractInsnNode suspension) {
        List<FrameField> result = new ArrayList<>();
        for (FrameField field : keptFields(point)) {
            if (!states.isFresh(field, suspension)) {
                result.add(field);
            }
        }
        return result;
    }

    /** The fields that keep an object alive which the program will not use again. */
    List<FrameField> deadFields(SuspensionPoint point, AbstractInsnNode suspension) {
        List<FrameField> used = new ArrayList<>(keptFields(point));
        used.addAll(stackFields(point));
        List<FrameField> result = new ArrayList<>();
        for (FrameField field : layout.fields()) {
            if (field.isReference() && !used.contains(field) && states.isOccupied(field, suspension)) {
                result.add(field);
            }
        }
        return result;
    }

    /** The fields that may keep an object alive when the body ends. */
    List<FrameField> fieldsAtEnd() {
        List<FrameField> result = new ArrayList<>();
        for (FrameField field : layout.fields()) {
            if (field.isReference() && isOccupiedAtEnd(field)) {
                result.add(field);
            }
        }
        return result;
    }

    private boolean isOccupiedAtEnd(FrameField field) {
        for (AbstractInsnNode ending : endings.keySet()) {
            if (states.isOccupied(field, ending)) {
                return true;
            }
        }
        return false;
    }

    String selfDescriptor() {
        return "L" + owner + ";";
    }

    /** Whether the body's parameter in {@code field}'s slot receives the field, so that it needs no restoring. */
    boolean isPassed(FrameField field) {
        if (!variables.areArgumentsPassed()) {
            return false;
        }
        int slot = variables.firstArgument();
        for (Type argument : variables.arguments()) {
            if (slot == field.slot()) {
                return Variables.verificationType(argument).equals(field.type());
            }
            slot += argument.getSize();
        }
        return false;
    }

    private void findPoints(Map<AbstractInsnNode, FrameTypes> types) {
        Map<AbstractInsnNode, List<AbstractInsnNode>> suspensions = new LinkedHashMap<>();
        for (int i = 0; i < flow.size(); i++) {
            AbstractInsnNode instruction = flow.instruction(i);
            FrameTypes before = types.get(instruction);
            if (before == null) {
                continue; // another instruction, or one that nothing leads to
            }
            if (instruction.getOpcode() == Opcodes.ARETURN) {
                endings.put(instruction, Endings.of(before, directReturns.contains(instruction)));
            } else if (!routes.isEntryOnly(instruction)) {
                AbstractInsnNode call = routes.resumption(instruction);
                suspensions.putIfAbsent(call, new ArrayList<>());
                suspensions.get(call).add(instruction);
            }
        }
        for (Map.Entry<AbstractInsnNode, List<AbstractInsnNode>> stops : suspensions.entrySet()) {
            AbstractInsnNode call = stops.getKey();
            FrameTypes before = types.get(call);
            BitSet kept = keptSlots(flow.index(call), before);
            points.add(new SuspensionPoint(points.size() + 1, call, stops.getValue(), before, kept));
        }
    }

    /** The slots to restore behind a point. */
    private BitSet keptSlots(int index, FrameTypes before) {
        BitSet kept = (BitSet) liveness.before(index).clone();
        if (keepVariables) {
            kept.set(0, before.locals().size());
        }
        for (int slot = kept.nextSetBit(0); slot >= 0; slot = kept.nextSetBit(slot + 1)) {
            kept.set(slot, !before.local(slot).equals(Opcodes.TOP) && !(keepThis && slot == 0));
        }
        return kept;
    }

    private String baseClass() {
        if (kind.awaits()) {
            return kind.yields() ? Contract.ASYNC_GENERATOR_FRAME : Contract.COROUTINE_FRAME;
        }
        return hasTailCall() || hasDelegation() ? Contract.DELEGATING_FRAME : Contract.GENERATOR_FRAME;
    }

    private boolean hasDelegation() {
        for (SuspensionPoint point : points) {
            if (Calls.isDelegation(point.call())) {
                return true;
            }
        }
        return false;
    }

    boolean hasTailCall() {
        for (Endings.Ending ending : endings.values()) {
            if (ending.how() == Endings.How.TAIL_CALL) {
                return true;
            }
        }
        return false;
    }

    /** Whether the body never ends with a value of its own. */
    boolean hasOnlyTailCalls() {
        for (Endings.Ending ending : endings.values()) {
            if (ending.how() != Endings.How.TAIL_CALL) {
                return false;
            }
        }
        return true;
    }

    private boolean isStoredTo(int slot) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof VarInsnNode access
                    && access.var == slot
                    && access.getOpcode() >= Opcodes.ISTORE
                    && access.getOpcode() <= Opcodes.ASTORE) {
                return true;
            }
        }
        return false;
    }

    private void storeArguments() {
        int slot = variables.firstArgument();
        for (Type argument : variables.arguments()) {
            if (keepVariables || liveness.before(0).get(slot)) {
                storedArguments.put(slot, layout.variable(slot, Variables.verificationType(argument)));
            }
            slot += argument.getSize();
        }
    }

    private Map<AbstractInsnNode, List<FrameField>> restoredFields() {
        Map<AbstractInsnNode, List<FrameField>> result = new HashMap<>();
        for (SuspensionPoint point : points) {
            List<FrameField> fields = keptFields(point);
            for (FrameField field : stackFields(point)) {
                if (field != null) {
                    fields.add(field);
                }
            }
            for (AbstractInsnNode suspension : point.suspensions()) {
                result.put(suspension, fields);
            }
        }
        return result;
    }

    private BitSet initialFields() {
        BitSet result = new BitSet();
        for (FrameField field : storedArguments.values()) {
            result.set(field.index());
        }
        return result;
    }
}
