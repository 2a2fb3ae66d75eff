package dev.fermata.weaver;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;

/**
 * The points of an asynchronous generator. Its awaits are those of a coroutine that always has a frame.
 *
 * <pre>
 * yield:   changed variables and stack into the fields; dead fields cleared; frame.label = k; return the item, wrapped if
 *          it may be an Awaitable
 * return:  return END
 * </pre>
 */
final class AsyncYieldWriter implements PointWriter {
    private final MethodAnalysis analysis;
    private final Variables variables;
    private final SpillWriter spills;
    private final AwaitWriter awaits;
    private final InsnList code;

    AsyncYieldWriter(WovenMethod woven) {
        this.analysis = woven.analysis();
        this.variables = analysis.variables();
        this.spills = new SpillWriter(analysis, woven.frameClass());
        this.awaits = new AwaitWriter(woven);
        this.code = analysis.method().instructions;
    }

    @Override
    public void writeSuspension(SuspensionPoint point, AbstractInsnNode suspension) {
        if (Calls.isAwait(suspension)) {
            awaits.writeSuspension(point, suspension);
            return;
        }
        Code stop = new Code();
        // stack: waiting values, item
        stop.store(Contract.OBJECT, variables.value());
        spills.spillStack(stop, point);
        String frameType = spills.spillVariables(stop, point, suspension);
        stop.push(point.label()).field(Opcodes.PUTFIELD, frameType, "label", "I");
        stop.loadReference(variables.value());
        stop.call(Opcodes.INVOKESTATIC, Contract.AWAITS, "result", Contract.OBJECT_TO_OBJECT);
        code.insertBefore(suspension, stop.op(Opcodes.ARETURN).list());
    }

    @Override
    public void writeEnding(AbstractInsnNode instruction, Endings.Ending ending) {
        Code end = new Code();
        // stack: null, or what done() made, or something that an asynchronous generator cannot end with
        end.call(Opcodes.INVOKESTATIC, Contract.ASYNC_GENERATOR_FRAME, "ended", Contract.OBJECT_TO_OBJECT);
        code.insertBefore(instruction, end.list());
    }

    @Override
    public InsnList shared() {
        return awaits.shared();
    }
}
