package dev.fermata.weaver;

import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method that is being woven: what the writers of its parts share.
 *
 * @param owner the class
 * @param method the user's method; its code becomes the body's
 * @param analysis of the method
 * @param bodyName the name of the body: that of the method, unless another body has the same name and descriptor
 * @param frameClass the internal name of the frame class
 * @param bodies the bodies of the class that may be called directly, by name and descriptor of the user's method
 */
record WovenMethod(
        ClassNode owner,
        MethodNode method,
        MethodAnalysis analysis,
        String bodyName,
        String frameClass,
        Map<String, Direct> bodies) {

    /** A body that no subclass can replace, and so can be called instead of the method. */
    record Direct(String name, String descriptor, int opcode) {
        boolean isInstance() {
            return opcode != Opcodes.INVOKESTATIC;
        }
    }

    boolean isInInterface() {
        return (owner.access & Opcodes.ACC_INTERFACE) != 0;
    }

    boolean isDirect() {
        return bodies.containsKey(method.name + method.desc);
    }

    /** The instruction, if it calls a method of the class whose body may be called directly; else null. */
    MethodInsnNode directCall(AbstractInsnNode instruction) {
        boolean direct = instruction instanceof MethodInsnNode call
                && call.owner.equals(owner.name)
                && bodies.containsKey(call.name + call.desc);
        return direct ? (MethodInsnNode) instruction : null;
    }

    /**
     * Whether the class file says of another class that it is final. It does so of classes that are nested in some other, as
     * records and enums often are; of a top-level class nothing is known without reading it.
     */
    boolean isKnownToBeFinal(String type) {
        for (InnerClassNode nested : owner.innerClasses) {
            if (nested.name.equals(type)) {
                return (nested.access & Opcodes.ACC_FINAL) != 0;
            }
        }
        return false;
    }

    Direct direct(MethodInsnNode call) {
        return bodies.get(call.name + call.desc);
    }

    /** The method that makes the frame of a coroutine if it has none yet: unique, as the name of the frame class is. */
    String frameMaker() {
        return frameClass.substring(owner.name.length() + 2) + "$frame";
    }

    /** Whether the method overwrites its {@code this}, without which no frame can be made afterwards. No compiler does so. */
    boolean needsFrameAtStart() {
        return analysis.kind() == Kind.COROUTINE && analysis.variables().isInstance() && !analysis.keepThis();
    }

    /** Makes the frame in a body that may have none yet, and puts it into its variable. */
    void makeFrame(Code code) {
        int frame = analysis.variables().frame();
        if (analysis.variables().isInstance()) {
            code.loadReference(0);
        }
        code.loadReference(frame);
        code.call(Opcodes.INVOKESTATIC, owner.name, frameMaker(), frameMakerDescriptor(), isInInterface());
        code.store(Contract.COROUTINE_FRAME, frame);
    }

    String frameMakerDescriptor() {
        String frame = "L" + Contract.COROUTINE_FRAME + ";";
        return "(" + (analysis.variables().isInstance() ? analysis.selfDescriptor() : "") + frame + ")" + frame;
    }
}
