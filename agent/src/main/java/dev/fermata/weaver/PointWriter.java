package dev.fermata.weaver;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;

/** Writes what stands in the place of the calls that suspend, and of the returns. There is one per {@link Kind}. */
interface PointWriter {
    /**
     * Writes a place at which the body may stop, before {@code suspension}. The operand of the call is on the stack.
     */
    void writeSuspension(SuspensionPoint point, AbstractInsnNode suspension);

    /** Replaces a return, with its value on the stack. */
    void writeEnding(AbstractInsnNode instruction, Endings.Ending ending);

    /** What endings or suspensions jump to, to be written once the others are. */
    InsnList shared();
}
