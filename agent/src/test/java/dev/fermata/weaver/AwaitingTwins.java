package dev.fermata.weaver;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Adds two twins to each method of a class of a {@link Library}: a plain copy and one that awaits, with stops at the same
 * places, and calls of other twins. At a stop, a value on the stack may be handed in and got back.
 */
final class AwaitingTwins {
    private static final String STOPS = Type.getInternalName(Stops.class);
    private static final String HOPS = Type.getInternalName(Hops.class);
    private static final String STOP = "stop$";
    private static final String OBJECT_AND_INT = "(Ljava/lang/Object;I)";
    private static final String COROUTINE = "Ldev/fermata/Coroutine;";
    private static final int MOST = Integer.getInteger("fermata.test.most", 16);

    private final Library library;
    private final ClassNode node = new ClassNode();

    private AwaitingTwins(Library library, String name) {
        this.library = library;
        new ClassReader(library.classFile(name)).accept(node, ClassReader.EXPAND_FRAMES);
    }

    /** The class file of a class with the twins. */
    static byte[] added(Library library, String name) {
        return new AwaitingTwins(library, name).write();
    }

    private byte[] write() {
        for (MethodNode method : List.copyOf(node.methods)) {
            if (Library.hasTwins(method)) {
                node.methods.add(twin(method, true));
                node.methods.add(twin(method, false));
            }
        }
        node.methods.add(stop());
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    private MethodNode twin(MethodNode method, boolean plain) {
        String key = Library.key(node.name, method);
        Kind kind = library.kind(key);
        int access = method.access & ~(ACC_SYNTHETIC | ACC_SYNCHRONIZED | ACC_VARARGS);
        String name = Library.nameOfTwin(node.name, method.name, method.desc, plain);
        String desc = plain ? method.desc : suspending(method.desc, kind);
        var twin = new MethodNode(access, name, desc, null, method.exceptions.toArray(String[]::new));
        method.accept(twin);
        twin.visibleAnnotations = null;
        twin.invisibleAnnotations = null;
        addStops(twin, key, plain);
        if (!plain) {
            twin.visitAnnotation(Contract.ASYNC, false).visitEnd();
            endWithDone(twin, Type.getReturnType(method.desc), kind);
        }
        return twin;
    }

    private static String suspending(String desc, Kind kind) {
        return Type.getMethodDescriptor(Type.getObjectType(kind.type()), Type.getArgumentTypes(desc));
    }

    /** A coroutine of the class itself that passes a stop. */
    private MethodNode stop() {
        String desc = OBJECT_AND_INT + COROUTINE;
        var method = new MethodNode(ACC_PUBLIC | ACC_STATIC, STOP, desc, null, null);
        method.visitAnnotation(Contract.ASYNC, false).visitEnd();
        var code = new GeneratorAdapter(method, ACC_STATIC, STOP, desc);
        code.loadArgs();
        code.visitMethodInsn(INVOKESTATIC, STOPS, "future", OBJECT_AND_INT + "Ldev/fermata/Awaitable;", false);
        writeAwait(code, "Ldev/fermata/Awaitable;");
        writeDone(code, Kind.COROUTINE);
        return method;
    }

    // ---- stops

    private void addStops(MethodNode method, String key, boolean plain) {
        var random = new Random(library.seed() ^ key.hashCode());
        ControlFlow flow = ControlFlow.of(method);
        MonitorDepth monitors = MonitorDepth.of(flow);
        List<AbstractInsnNode> places = new ArrayList<>();
        for (int i = 0; i < flow.size(); i++) {
            // A frame may refer to the label before a NEW.
            int opcode = flow.instruction(i).getOpcode();
            if (opcode >= 0 && opcode != NEW && !monitors.isHeld(i)) {
                places.add(flow.instruction(i));
            }
        }
        List<AbstractInsnNode> calls = new ArrayList<>(places);
        int stops = Math.min(MOST, 1 + places.size() * MOST / 80);
        for (int i = 0; i < stops && !places.isEmpty(); i++) {
            AbstractInsnNode place = places.remove(random.nextInt(places.size()));
            Type produced = produced(place);
            int choice = random.nextInt(6);
            int number = random.nextInt(10_000);
            boolean passes = produced != null && random.nextInt(4) != 0 && place.getOpcode() != MONITORENTER;
            InsnList stop = stop(passes ? produced : null, plain ? -1 : choice, number);
            if (passes) {
                method.instructions.insert(place, stop);
            } else {
                method.instructions.insertBefore(place, stop);
            }
        }
        for (AbstractInsnNode place : calls) {
            if (place instanceof MethodInsnNode call
                    && random.nextInt(5) != 0
                    && library.isTwinCalled(call, node.name)) {
                callTwin(method, call, plain);
            }
        }
    }

    /** The type of the value that an instruction leaves on the stack; null if there is none, or the class cannot be named. */
    private Type produced(AbstractInsnNode instruction) {
        Type type = Type.VOID_TYPE;
        if (instruction instanceof MethodInsnNode call) {
            type = Type.getReturnType(call.desc);
        } else if (instruction instanceof FieldInsnNode field) {
            boolean reads = field.getOpcode() == GETFIELD || field.getOpcode() == GETSTATIC;
            type = reads ? Type.getType(field.desc) : type;
        } else {
            type = switch (instruction.getOpcode()) {
                case ILOAD,
                        IALOAD,
                        BALOAD,
                        CALOAD,
                        IADD,
                        ISUB,
                        IAND,
                        I2C,
                        I2B,
                        L2I,
                        LCMP,
                        ARRAYLENGTH,
                        INSTANCEOF,
                        ICONST_0 -> Type.INT_TYPE;
                case LLOAD, LALOAD, LADD, LSUB, LAND, LSHL, I2L, D2L, LCONST_0 -> Type.LONG_TYPE;
                case DLOAD, DALOAD, DADD, DMUL, I2D, L2D, DCONST_0 -> Type.DOUBLE_TYPE;
                case FLOAD, FALOAD, FADD, I2F, FCONST_0 -> Type.FLOAT_TYPE;
                default -> type;
            };
        }
        boolean small = type.getSort() >= Type.BOOLEAN && type.getSort() < Type.INT;
        return type == Type.VOID_TYPE || !library.isVisible(type, node.name) ? null : small ? Type.INT_TYPE : type;
    }

    /** stack: value -> value, or nothing if there is no type. */
    private InsnList stop(Type type, int choice, int number) {
        var list = new MethodNode();
        var code = new GeneratorAdapter(list, 0, "", "()V");
        if (type == null) {
            code.visitInsn(ACONST_NULL);
        } else {
            code.valueOf(type);
        }
        code.push(number);
        writeStop(code, choice);
        if (type == null) {
            code.visitInsn(POP);
        } else {
            code.unbox(type);
        }
        return list.instructions;
    }

    /** stack: value, number -> value ; choice is -1 in a plain twin. */
    private void writeStop(GeneratorAdapter code, int choice) {
        boolean inInterface = (node.access & ACC_INTERFACE) != 0;
        String owner = STOPS;
        String name;
        String type;
        switch (choice) {
            case -1 -> {
                name = "plain";
                type = "Ljava/lang/Object;";
            }
            case 0 -> {
                name = "future";
                type = "Ldev/fermata/Awaitable;";
            }
            case 1 -> {
                name = "stage";
                type = "Ljava/util/concurrent/CompletableFuture;";
            }
            case 2 -> {
                name = "coroutine";
                type = COROUTINE;
            }
            case 3 -> {
                owner = HOPS;
                name = "stop";
                type = COROUTINE;
            }
            default -> {
                owner = node.name;
                name = STOP;
                type = COROUTINE;
            }
        }
        code.visitMethodInsn(INVOKESTATIC, owner, name, OBJECT_AND_INT + type, owner.equals(node.name) && inInterface);
        if (choice >= 0) {
            writeAwait(code, type);
        }
    }

    private static void writeAwait(GeneratorAdapter code, String type) {
        String parameter =
                type.startsWith("Ljava/") ? "Ljava/util/concurrent/CompletionStage;" : "Ldev/fermata/Awaitable;";
        String desc = "(" + parameter + ")Ljava/lang/Object;";
        code.visitMethodInsn(INVOKESTATIC, Contract.ASYNCIO, Contract.AWAIT, desc, false);
    }

    // ---- calls and endings

    private void callTwin(MethodNode method, MethodInsnNode call, boolean plain) {
        String twin = Library.nameOfTwin(call.owner, call.name, call.desc, plain);
        if (!plain) {
            Kind kind = library.kind(call.owner + "." + call.name + call.desc);
            var list = new MethodNode();
            var code = new GeneratorAdapter(list, 0, "", "()V");
            Type result = Type.getReturnType(call.desc);
            writeAwait(code, "L" + kind.type() + ";");
            if (result.getSort() == Type.VOID) {
                code.visitInsn(POP);
            } else {
                code.unbox(result);
            }
            method.instructions.insert(call, list.instructions);
            call.desc = suspending(call.desc, kind);
        }
        call.name = twin;
    }

    private static void endWithDone(MethodNode method, Type result, Kind kind) {
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            int opcode = instruction.getOpcode();
            if (opcode >= IRETURN && opcode <= RETURN) {
                var list = new MethodNode();
                var code = new GeneratorAdapter(list, 0, "", "()V");
                if (result.getSort() == Type.VOID) {
                    code.visitInsn(ACONST_NULL);
                } else {
                    code.valueOf(result);
                }
                writeDone(code, kind);
                method.instructions.insertBefore(instruction, list.instructions);
                method.instructions.remove(instruction);
            }
        }
    }

    /** stack: the value -> ; an asynchronous generator yields it. */
    private static void writeDone(GeneratorAdapter code, Kind kind) {
        if (kind == Kind.ASYNC_GENERATOR) {
            code.visitMethodInsn(
                    INVOKESTATIC, Contract.ASYNC_GENERATOR, Contract.YIELD, Contract.OBJECT_TO_OBJECT, false);
            code.visitInsn(POP);
            code.visitInsn(ACONST_NULL);
        } else {
            code.visitMethodInsn(INVOKESTATIC, Contract.ASYNCIO, Contract.DONE, Contract.DONE_WITH_VALUE, false);
            code.visitTypeInsn(CHECKCAST, kind.type());
        }
        code.visitInsn(ARETURN);
    }
}
