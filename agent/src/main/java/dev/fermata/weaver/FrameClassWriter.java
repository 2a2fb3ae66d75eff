package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Writes the frame class of a woven method: the fields of its variables, and the methods that lead into the body.
 *
 * <p>A generator that never delegates overrides {@code next}, {@code send} and their twins too, with the same code as in
 * its base class: so each class has its own call sites, and its own type profile in them.
 */
final class FrameClassWriter {
    /** The field of the object whose method was woven. */
    static final String SELF = "self";

    /** Nothing in a frame class needs more than what Java 8 had. */
    private static final int VERSION = Opcodes.V1_8;

    private static final String FRAME = Contract.GENERATOR_FRAME;
    private static final int VALUE = 1;
    private static final int EXCEPTION = 2;
    private static final int LABEL = 3;
    private static final int ITEM = 3;

    private final WovenMethod woven;
    private final boolean checksContract;
    private final String name;
    private final Variables variables;
    private final List<FrameField> fields;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    /**
     * Makes the writer.
     *
     * @param checksContract whether the class has to see for itself that it fits the runtime
     */
    FrameClassWriter(WovenMethod woven, boolean checksContract) {
        this.woven = woven;
        this.checksContract = checksContract;
        this.name = woven.frameClass();
        this.variables = woven.analysis().variables();
        this.fields = woven.analysis().layout().fields();
    }

    /** Writes the class; to be called before the body is written, as that changes the user's code. */
    byte[] write() {
        int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(VERSION, access, name, null, variables.base(), null);
        if (woven.owner().sourceFile != null) {
            writer.visitSource(woven.owner().sourceFile, null);
        }
        describe();
        if (variables.isInstance()) {
            writer.visitField(0, SELF, woven.analysis().selfDescriptor(), null, null)
                    .visitEnd();
        }
        for (FrameField field : fields) {
            writer.visitField(0, field.name(), field.descriptor(), null, null).visitEnd();
        }
        method(
                0,
                "<init>",
                "()V",
                new Code()
                        .loadReference(0)
                        .call(Opcodes.INVOKESPECIAL, variables.base(), "<init>", "()V")
                        .op(Opcodes.RETURN));
        if (checksContract) {
            writeContractCheck();
        }
        boolean clears = writeClear();
        if (woven.analysis().kind().awaits()) {
            writeCoroutineStep(clears);
        } else {
            writeGenerator();
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** A class that is carried is checked when it is defined; one with a class file of its own, when it is initialised. */
    private void writeContractCheck() {
        Code code = new Code()
                .push(Contract.VERSION)
                .add(new LdcInsnNode(woven.owner().name.replace('/', '.')));
        code.call(Opcodes.INVOKESTATIC, Contract.LINKAGE, "check", "(ILjava/lang/String;)V");
        method(Opcodes.ACC_STATIC, "<clinit>", "()V", code.op(Opcodes.RETURN));
    }

    private void writeGenerator() {
        writeGeneratorStep();
        if (variables.base().equals(FRAME)) {
            writeResuming("next", "()", false, false);
            writeResuming("nextOr", "(Ljava/lang/Object;)", false, true);
            writeResuming("send", "(Ljava/lang/Object;)", true, false);
            writeResuming("sendOr", "(Ljava/lang/Object;Ljava/lang/Object;)", true, true);
        }
    }

    private MethodNode method(int access, String method, String descriptor, Code code) {
        MethodNode node = new MethodNode(Opcodes.ASM9, access, method, descriptor, null, null);
        node.instructions = code.list();
        node.accept(writer);
        return node;
    }

    // ---- step

    /** {@code label >= 0 ? body(..., label, value, exception) : idle(exception)}, and what to do when that throws. */
    private void writeGeneratorStep() {
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        LabelNode handler = new LabelNode();
        LabelNode idle = new LabelNode();
        Code code = new Code();
        code.loadReference(0).field(Opcodes.GETFIELD, name, "label", "I").store(Opcodes.INTEGER, LABEL);
        code.load(Opcodes.INTEGER, LABEL).jump(Opcodes.IFLT, idle);
        code.loadReference(0).push(-1).field(Opcodes.PUTFIELD, name, "label", "I");
        code.label(start);
        callBody(code, LABEL, VALUE, EXCEPTION);
        code.op(Opcodes.ARETURN).label(end);
        List<Object> initial = List.of(name, Contract.OBJECT, Contract.THROWABLE);
        code.label(handler).frame(Frames.of(initial, List.of(Contract.THROWABLE)));
        code.loadReference(0).op(Opcodes.SWAP);
        code.call(Opcodes.INVOKEVIRTUAL, name, "failed", "(Ljava/lang/Throwable;)Ljava/lang/Throwable;");
        code.op(Opcodes.ATHROW);
        code.label(idle).frame(Frames.of(initial, List.of()));
        code.loadReference(0).loadReference(EXCEPTION);
        code.call(Opcodes.INVOKEVIRTUAL, name, "idle", "(Ljava/lang/Throwable;)Ljava/lang/Object;");
        code.op(Opcodes.ARETURN);
        MethodNode step = new MethodNode(
                Opcodes.ASM9, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, "step", Contract.RESUME, null, null);
        step.instructions = code.list();
        step.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler, null));
        step.accept(writer);
    }

    /** {@code body(..., label > 0 ? label : depth, value, exception)}; and when that is over, for good, {@code clear()}. */
    private void writeCoroutineStep(boolean clears) {
        int depth = 1;
        int at = 4;
        LabelNode resumed = new LabelNode();
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        LabelNode handler = new LabelNode();
        LabelNode suspended = new LabelNode();
        Code code = new Code();
        code.loadReference(0).field(Opcodes.GETFIELD, name, "label", "I").store(Opcodes.INTEGER, at);
        code.loadReference(0).push(-1).field(Opcodes.PUTFIELD, name, "label", "I");
        code.load(Opcodes.INTEGER, at).jump(Opcodes.IFNE, resumed);
        code.load(Opcodes.INTEGER, depth).store(Opcodes.INTEGER, at);
        List<Object> slots = List.of(name, Opcodes.INTEGER, Contract.OBJECT, Contract.THROWABLE, Opcodes.INTEGER);
        code.label(resumed).frame(Frames.of(slots, List.of()));
        code.label(start);
        callBody(code, at, 2, 3);
        code.label(end);
        if (clears) {
            // stack: what the body has returned
            code.loadReference(0).field(Opcodes.GETFIELD, name, "label", "I").jump(Opcodes.IFGE, suspended);
            clear(code);
            code.label(suspended).frame(Frames.of(slots, List.of(Contract.OBJECT)));
        }
        code.op(Opcodes.ARETURN);
        if (clears) {
            code.label(handler).frame(Frames.of(slots, List.of(Contract.THROWABLE)));
            clear(code);
            code.op(Opcodes.ATHROW);
        }
        MethodNode step =
                new MethodNode(Opcodes.ASM9, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, "step", Contract.STEP, null, null);
        step.instructions = code.list();
        if (clears) {
            step.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler, null));
        }
        step.accept(writer);
    }

    private void clear(Code code) {
        code.loadReference(0).call(Opcodes.INVOKEVIRTUAL, name, "clear", "()V");
    }

    private void callBody(Code code, int label, int value, int exception) {
        if (variables.isInstance()) {
            getField(code, SELF, woven.analysis().selfDescriptor());
        }
        if (variables.areArgumentsPassed()) {
            int slot = variables.firstArgument();
            for (Type argument : variables.arguments()) {
                Object type = Variables.verificationType(argument);
                FrameField field = woven.analysis().layout().existing(slot, type);
                if (field == null) {
                    code.zero(type);
                } else {
                    getField(code, field.name(), field.descriptor());
                }
                slot += argument.getSize();
            }
        }
        if (variables.isInstance()) {
            code.op(Opcodes.ACONST_NULL);
        }
        code.loadReference(0).load(Opcodes.INTEGER, label).loadReference(value).loadReference(exception);
        boolean inInterface = woven.isInInterface();
        int opcode = !variables.isInstance()
                ? Opcodes.INVOKESTATIC
                : inInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        code.call(opcode, woven.owner().name, woven.bodyName(), variables.bodyDescriptor(), inInterface);
    }

    private void getField(Code code, String field, String descriptor) {
        code.loadReference(0).field(Opcodes.GETFIELD, name, field, descriptor);
    }

    // ---- the rest

    /** Returns whether there is anything to clear. */
    private boolean writeClear() {
        Code code = new Code();
        if (variables.isInstance()) {
            code.loadReference(0)
                    .op(Opcodes.ACONST_NULL)
                    .field(Opcodes.PUTFIELD, name, SELF, woven.analysis().selfDescriptor());
        }
        for (FrameField field : fields) {
            if (field.isReference()) {
                code.loadReference(0).op(Opcodes.ACONST_NULL);
                code.field(Opcodes.PUTFIELD, name, field.name(), field.descriptor());
            }
        }
        boolean clears = code.list().size() > 0;
        if (clears) {
            method(Opcodes.ACC_PROTECTED, "clear", "()V", code.op(Opcodes.RETURN));
        }
        return clears;
    }

    /** A method of Generator: the base class has the same in Java. */
    private void writeResuming(String method, String arguments, boolean sends, boolean hasEnd) {
        Code code = new Code();
        List<Object> initial = new ArrayList<>(List.of(name));
        int parameters = (sends ? 1 : 0) + (hasEnd ? 1 : 0);
        for (int i = 0; i < parameters; i++) {
            initial.add(Contract.OBJECT);
        }
        if (sends) {
            checkStarted(code, initial);
        }
        LabelNode ended = new LabelNode();
        code.loadReference(0);
        if (sends) {
            code.loadReference(VALUE);
        } else {
            code.op(Opcodes.ACONST_NULL);
        }
        code.op(Opcodes.ACONST_NULL).call(Opcodes.INVOKEVIRTUAL, name, "step", Contract.RESUME);
        code.op(Opcodes.DUP).store(Contract.OBJECT, ITEM);
        code.field(Opcodes.GETSTATIC, FRAME, "END", "Ljava/lang/Object;");
        code.jump(Opcodes.IF_ACMPEQ, ended);
        code.loadReference(ITEM).op(Opcodes.ARETURN);
        code.label(ended).frame(Frames.of(initial, List.of()));
        if (hasEnd) {
            code.loadReference(parameters).op(Opcodes.ARETURN);
        } else {
            code.loadReference(0).call(Opcodes.INVOKEVIRTUAL, name, "stopped", "()Ldev/fermata/StopIteration;");
            code.op(Opcodes.ATHROW);
        }
        method(Opcodes.ACC_PUBLIC, method, arguments + "Ljava/lang/Object;", code);
    }

    private void checkStarted(Code code, List<Object> initial) {
        LabelNode good = new LabelNode();
        code.loadReference(VALUE).jump(Opcodes.IFNULL, good);
        code.loadReference(0).field(Opcodes.GETFIELD, name, "label", "I").jump(Opcodes.IFNE, good);
        code.loadReference(0).loadReference(VALUE);
        code.call(Opcodes.INVOKEVIRTUAL, name, "notStarted", "(Ljava/lang/Object;)Ljava/lang/IllegalStateException;");
        code.op(Opcodes.ATHROW);
        code.label(good).frame(Frames.of(initial, List.of()));
    }

    /** Notes method, lines and variables in an annotation, for messages and dumps. */
    private void describe() {
        AnnotationVisitor info = writer.visitAnnotation(Contract.FRAME_INFO, true);
        String owner = woven.owner().name;
        String className = owner.substring(owner.lastIndexOf('/') + 1);
        info.visit("method", className + "." + woven.method().name);
        info.visit("file", woven.owner().sourceFile == null ? "" : woven.owner().sourceFile);
        List<SuspensionPoint> points = woven.analysis().points();
        int[] lines = new int[points.size() + 1];
        AbstractInsnNode first = woven.method().instructions.getFirst();
        lines[0] = first == null ? 0 : Calls.line(Calls.nextReal(first));
        for (SuspensionPoint point : points) {
            lines[point.label()] = Calls.line(point.call());
        }
        info.visit("lines", lines);
        AnnotationVisitor variableNames = info.visitArray("variables");
        variableNames.visit(null, "");
        for (SuspensionPoint point : points) {
            variableNames.visit(null, namesAt(point));
        }
        variableNames.visitEnd();
        info.visitEnd();
    }

    private String namesAt(SuspensionPoint point) {
        List<LocalVariableNode> table = woven.method().localVariables;
        if (table == null) {
            return "";
        }
        int at = woven.analysis().flow().index(point.call());
        StringBuilder names = new StringBuilder();
        for (FrameField field : woven.analysis().keptFields(point)) {
            for (LocalVariableNode variable : table) {
                if (variable.index == field.slot() && covers(variable, at)) {
                    names.append(names.length() == 0 ? "" : ",");
                    names.append(field.name()).append('=').append(variable.name);
                }
            }
        }
        return names.toString();
    }

    private boolean covers(LocalVariableNode variable, int at) {
        ControlFlow flow = woven.analysis().flow();
        return flow.index(variable.start) <= at && at < flow.index(variable.end);
    }
}
