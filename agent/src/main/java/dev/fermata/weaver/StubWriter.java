package dev.fermata.weaver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes what stands in the place of a woven method: it makes the frame, stores the arguments in it and returns it.
 *
 * <p>A class that carries its frame classes first makes a call that does nothing, and whose linkage defines the one that is
 * needed.
 */
final class StubWriter {
    /** The most bytes that a constant string holds (JVMS 4.4.7). */
    private static final int MOST_UTF8_BYTES = 65_535;

    private final WovenMethod woven;
    private final byte[] carried;

    /**
     * Makes the writer.
     *
     * @param carried the class file of the frame, if the class carries it; null if it is a class file of its own
     */
    StubWriter(WovenMethod woven, byte[] carried) {
        this.woven = woven;
        this.carried = carried;
    }

    MethodNode write() {
        MethodNode user = woven.method();
        MethodNode stub = new MethodNode(
                Opcodes.ASM9,
                user.access,
                user.name,
                user.desc,
                user.signature,
                user.exceptions.toArray(new String[0]));
        copyAttributes(user, stub);
        Code code = new Code();
        makeFrame(code);
        MethodAnalysis analysis = woven.analysis();
        if (analysis.variables().isInstance()) {
            code.op(Opcodes.DUP).loadReference(0);
            code.field(Opcodes.PUTFIELD, woven.frameClass(), FrameClassWriter.SELF, analysis.selfDescriptor());
        }
        for (FrameField field : analysis.storedArguments().values()) {
            code.op(Opcodes.DUP).load(field.type(), field.slot());
            code.field(Opcodes.PUTFIELD, woven.frameClass(), field.name(), field.descriptor());
        }
        if (analysis.kind().isEager()) {
            code.cast(Contract.COROUTINE_FRAME);
            code.call(Opcodes.INVOKESTATIC, Contract.EAGER, "start", Contract.START);
            stub.instructions = code.op(Opcodes.ARETURN).list();
            return stub;
        }
        // Without the cast the verifier would load the frame class to see whether it is a generator.
        code.cast(analysis.variables().base());
        if (analysis.kind() == Kind.COROUTINE) {
            code.op(Opcodes.DUP).call(Opcodes.INVOKESTATIC, Contract.AWAITS, "made", Contract.MADE);
        }
        stub.instructions = code.op(Opcodes.ARETURN).list();
        return stub;
    }

    private static void copyAttributes(MethodNode from, MethodNode to) {
        to.parameters = from.parameters;
        to.visibleAnnotations = from.visibleAnnotations;
        to.invisibleAnnotations = from.invisibleAnnotations;
        to.visibleTypeAnnotations = from.visibleTypeAnnotations;
        to.invisibleTypeAnnotations = from.invisibleTypeAnnotations;
        to.visibleAnnotableParameterCount = from.visibleAnnotableParameterCount;
        to.visibleParameterAnnotations = from.visibleParameterAnnotations;
        to.invisibleAnnotableParameterCount = from.invisibleAnnotableParameterCount;
        to.invisibleParameterAnnotations = from.invisibleParameterAnnotations;
        to.attrs = from.attrs;
    }

    /** The method of a coroutine's class that returns the frame it gets, or a new one for null. */
    MethodNode writeFrameMaker() {
        MethodAnalysis analysis = woven.analysis();
        boolean instance = analysis.variables().isInstance();
        int frame = instance ? 1 : 0;
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        MethodNode maker =
                new MethodNode(Opcodes.ASM9, access, woven.frameMaker(), woven.frameMakerDescriptor(), null, null);
        LabelNode missing = new LabelNode();
        Code code = new Code();
        code.loadReference(frame).jump(Opcodes.IFNULL, missing);
        code.loadReference(frame).op(Opcodes.ARETURN);
        List<Object> slots = new ArrayList<>();
        if (instance) {
            slots.add(woven.owner().name);
        }
        slots.add(Contract.COROUTINE_FRAME);
        code.label(missing).frame(Frames.of(slots, List.of()));
        makeFrame(code);
        if (instance) {
            code.op(Opcodes.DUP).loadReference(0);
            code.field(Opcodes.PUTFIELD, woven.frameClass(), FrameClassWriter.SELF, analysis.selfDescriptor());
        }
        maker.instructions =
                code.cast(Contract.COROUTINE_FRAME).op(Opcodes.ARETURN).list();
        return maker;
    }

    private void makeFrame(Code code) {
        if (carried != null) {
            defineFrameClass(code);
        }
        code.type(Opcodes.NEW, woven.frameClass()).op(Opcodes.DUP);
        code.call(Opcodes.INVOKESPECIAL, woven.frameClass(), "<init>", "()V");
    }

    private void defineFrameClass(Code code) {
        List<String> pieces = pieces(carried);
        List<Object> arguments = new ArrayList<>();
        arguments.add(Contract.VERSION);
        arguments.add(woven.frameClass().replace('/', '.'));
        arguments.addAll(pieces);
        Handle linkage = Contract.linkage(pieces.size() > 1);
        code.add(new InvokeDynamicInsnNode("frame", "()V", linkage, arguments.toArray()));
    }

    /** The bytes as strings, a char for each byte, each short enough for a constant. */
    static List<String> pieces(byte[] bytes) {
        List<String> result = new ArrayList<>();
        int start = 0;
        int encoded = 0;
        for (int i = 0; i < bytes.length; i++) {
            int size = bytes[i] > 0 ? 1 : 2; // modified UTF-8: zero and what is above 127 take two
            if (encoded + size > MOST_UTF8_BYTES) {
                result.add(new String(bytes, start, i - start, StandardCharsets.ISO_8859_1));
                start = i;
                encoded = 0;
            }
            encoded += size;
        }
        result.add(new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1));
        return result;
    }
}
