package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The points of a coroutine.
 *
 * <pre>
 * await:     r = the body of the awaited method, called directly, if there is one; or Awaits.await(awaitable, depth)
 *            if (!(r instanceof Awaitable)) goto on_k
 *            goto stop_k
 * resume_k:  r = what was awaited, or throw
 * on_k:      stack: waiting values, r
 *
 * stop_k:    (in the entry) make the frame if there is none; changed variables and stack into the fields;
 *            dead fields cleared; frame.label = k; return Awaits.suspend(r, frame)
 * return:    return the value, wrapped if it may be an Awaitable
 * </pre>
 *
 * <p>The jump that is taken goes forward: before one that goes back, HotSpot's compiler keeps all that is on the stack, and so
 * would not dissolve a value that is boxed only to be returned.
 *
 * <p>The label, once it has been looked at, is the depth: how many bodies are on the stack, as a negative number.
 */
final class AwaitWriter implements PointWriter {
    /** A method takes at most 255 slots (JVMS 4.3.3), and its body some more. */
    private static final int MOST_SLOTS = 250;

    private final WovenMethod woven;
    private final MethodAnalysis analysis;
    private final Variables variables;
    private final SpillWriter spills;
    private final InsnList code;
    private final Code stops = new Code();

    AwaitWriter(WovenMethod woven) {
        this.woven = woven;
        this.analysis = woven.analysis();
        this.variables = analysis.variables();
        this.spills = new SpillWriter(analysis, woven.frameClass());
        this.code = analysis.method().instructions;
    }

    @Override
    public void writeSuspension(SuspensionPoint point, AbstractInsnNode suspension) {
        Code await = new Code();
        LabelNode stop = new LabelNode();
        // stack: waiting values, and the arguments of a direct call or what is awaited
        AbstractInsnNode before = Endings.straightBefore(suspension);
        if (woven.directCall(before) != null) {
            MethodInsnNode call = woven.directCall(before);
            callBody(await, call, woven.direct(call));
            code.remove(call);
        } else if (mayHaveBody(before)) {
            callBodyOrMethod(await, point, (MethodInsnNode) before);
        } else {
            boolean stage = ((MethodInsnNode) suspension).desc.startsWith("(Ljava/util/concurrent/CompletionStage;)");
            await.load(Opcodes.INTEGER, variables.label());
            await.call(
                    Opcodes.INVOKESTATIC,
                    Contract.AWAITS,
                    isCoroutineCall(before) ? "start" : "await",
                    stage ? Contract.AWAIT_STAGE : Contract.AWAIT_OBJECT);
        }
        LabelNode on = new LabelNode();
        await.op(Opcodes.DUP).type(Opcodes.INSTANCEOF, Contract.AWAITABLE);
        await.jump(Opcodes.IFEQ, on).jump(Opcodes.GOTO, stop);
        code.insertBefore(suspension, await.list());
        writeStop(point, suspension, stop);
        Code behind = new Code().label(on);
        if (!Frames.follows(suspension)) {
            behind.frame(frame(point, List.of(Contract.OBJECT)));
        }
        code.insert(suspension, behind.list());
    }

    /** Whether a method is called that may be a woven coroutine. */
    private static boolean isCoroutineCall(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && !call.owner.equals(Contract.ASYNCIO)
                && call.desc.endsWith(")L" + Kind.COROUTINE.type() + ";");
    }

    /** Whether a method of another class is called that cannot be overridden, and may be woven too. */
    private boolean mayHaveBody(AbstractInsnNode instruction) {
        return isCoroutineCall(instruction)
                && instruction instanceof MethodInsnNode call
                && isOfFixedBody(call)
                && Type.getArgumentsAndReturnSizes(call.desc) >> 2 <= MOST_SLOTS;
    }

    private boolean isOfFixedBody(MethodInsnNode call) {
        return switch (call.getOpcode()) {
            case Opcodes.INVOKESTATIC -> true;
            case Opcodes.INVOKEVIRTUAL -> woven.isKnownToBeFinal(call.owner);
            default -> false;
        };
    }

    /** The body if the other class has one, which the compiler sees as a constant; else the method, and what it returns. */
    private void callBodyOrMethod(Code await, SuspensionPoint point, MethodInsnNode call) {
        LabelNode method = new LabelNode();
        LabelNode called = new LabelNode();
        await.add(hasBody(call)).jump(Opcodes.IFEQ, method);
        callBody(await, call, bodyOf(call));
        await.jump(Opcodes.GOTO, called);
        await.label(method).frame(frame(point, argumentsOf(call)));
        code.remove(call);
        await.add(call).load(Opcodes.INTEGER, variables.label());
        await.call(Opcodes.INVOKESTATIC, Contract.AWAITS, "start", Contract.AWAIT_OBJECT);
        await.label(called).frame(frame(point, List.of(Contract.OBJECT)));
    }

    /**
     * Pushes whether the other class has a body for the method. It is known when it is asked for the first time. A call, not a
     * computed constant: one that is not there yet keeps the fast compiler of JDK 17 from compiling the method.
     */
    private static InvokeDynamicInsnNode hasBody(MethodInsnNode call) {
        return new InvokeDynamicInsnNode(
                call.name,
                "()Z",
                Contract.hasBody(call.getOpcode() == Opcodes.INVOKEVIRTUAL),
                Type.getObjectType(call.owner),
                Type.getMethodType(call.desc));
    }

    private static WovenMethod.Direct bodyOf(MethodInsnNode call) {
        boolean instance = call.getOpcode() == Opcodes.INVOKEVIRTUAL;
        String descriptor = Variables.bodyDescriptor(
                Type.getArgumentTypes(call.desc), instance ? call.owner : null, Contract.COROUTINE_FRAME);
        return new WovenMethod.Direct(call.name, descriptor, call.getOpcode());
    }

    /** What stands on the stack before the call. */
    private static List<Object> argumentsOf(MethodInsnNode call) {
        List<Object> arguments = new ArrayList<>();
        if (call.getOpcode() == Opcodes.INVOKEVIRTUAL) {
            arguments.add(call.owner);
        }
        for (Type argument : Type.getArgumentTypes(call.desc)) {
            arguments.add(Variables.verificationType(argument));
        }
        return arguments;
    }

    /** In place of the user's call of the coroutine method, one of its body, without a frame and one deeper. */
    private void callBody(Code await, MethodInsnNode call, WovenMethod.Direct body) {
        if (body.isInstance()) {
            await.op(Opcodes.ACONST_NULL);
        }
        await.op(Opcodes.ACONST_NULL);
        await.load(Opcodes.INTEGER, variables.label()).push(1).op(Opcodes.ISUB);
        await.op(Opcodes.ACONST_NULL).op(Opcodes.ACONST_NULL);
        await.call(body.opcode(), call.owner, body.name(), body.descriptor(), call.itf);
    }

    private void writeStop(SuspensionPoint point, AbstractInsnNode suspension, LabelNode stop) {
        stops.label(stop).frame(frame(point, List.of(Contract.OBJECT))).store(Contract.OBJECT, variables.value());
        if (analysis.kind() == Kind.COROUTINE && !woven.needsFrameAtStart()) {
            woven.makeFrame(stops);
        }
        spills.spillStack(stops, point);
        String frameType = spills.spillVariables(stops, point, suspension);
        // stack: frame
        stops.push(point.label()).field(Opcodes.PUTFIELD, frameType, "label", "I");
        stops.loadReference(variables.value()).loadReference(variables.frame());
        stops.call(Opcodes.INVOKESTATIC, Contract.AWAITS, "suspend", Contract.SUSPEND)
                .op(Opcodes.ARETURN);
    }

    private FrameNode frame(SuspensionPoint point, List<Object> above) {
        List<Object> stack = new ArrayList<>(point.waiting());
        stack.addAll(above);
        return Frames.of(variables.movedSlots(point.slotsAfter(analysis.keepThis())), stack);
    }

    @Override
    public void writeEnding(AbstractInsnNode instruction, Endings.Ending ending) {
        Code end = new Code();
        // stack: value
        if (ending.how() == Endings.How.TAIL_CALL) {
            end.load(Opcodes.INTEGER, variables.label());
            String tail = analysis.kind().isEager() ? Contract.AWAIT_STAGE : Contract.AWAIT_OBJECT;
            end.call(Opcodes.INVOKESTATIC, Contract.AWAITS, "tail", tail);
        } else {
            if (ending.how() == Endings.How.ENDED_OBJECT) {
                end.call(Opcodes.INVOKEVIRTUAL, analysis.kind().finished(), "value", "()Ljava/lang/Object;");
            }
            end.call(Opcodes.INVOKESTATIC, Contract.AWAITS, "result", Contract.OBJECT_TO_OBJECT);
        }
        code.insertBefore(instruction, end.list());
    }

    @Override
    public InsnList shared() {
        return stops.list();
    }
}
