package dev.fermata.weaver.harness;

import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes a class with one generator, instruction by instruction: what no compiler of Java writes, but another language's or
 * an obfuscator may.
 */
public final class Assembly extends MethodVisitor {
    /** The class that is written. */
    public static final String CLASS = "Hand";

    /** A class to make objects of: see {@link #MADE_SOURCE}. */
    public static final String MADE = "Made";

    private static final String MADE_SOURCE = """
            import dev.fermata.weaver.harness.Log;
            public class Made {
                static { Log.say("Made is initialised"); }
                private final String text;
                public Made() { this("nothing"); }
                public Made(Object a) { text = "Made " + a; Log.say(text); }
                public Made(Object a, Object b) { this(a + "," + b); }
                public Made(int a, long b, Object c) { this(a + "," + b + "," + c); }
                public String toString() { return text; }
            }
            """;

    private static final String GENERATOR = "dev/fermata/Generator";
    private static final String DESCRIPTOR = "()Ldev/fermata/Generator;";
    private static final String LOG = "dev/fermata/weaver/harness/Log";

    private Assembly(MethodVisitor target) {
        super(Opcodes.ASM9, target);
    }

    /**
     * Writes a static generator whose frames are computed.
     *
     * @return what is different when it runs woven, as it is or {@linkplain Conversion converted}
     */
    public static List<String> differences(Consumer<Assembly> body) {
        return differences(true, true, body);
    }

    /** Writes an instance generator, with itself in slot 0, whose frames are computed. */
    public static List<String> differencesOfInstance(Consumer<Assembly> body) {
        return differences(false, true, body);
    }

    /** Writes a static generator that brings its own frames. */
    public static List<String> differencesWithFrames(Consumer<Assembly> body) {
        return differences(true, false, body);
    }

    private static List<String> differences(boolean isStatic, boolean frames, Consumer<Assembly> body) {
        Map<String, byte[]> classFiles = new HashMap<>(MadeClass.FILES);
        classFiles.put(CLASS, write(isStatic, frames, body));
        return Stream.of(Form.values())
                .flatMap(form -> Comparison.of(form, classFiles).differences(CLASS).stream())
                .toList();
    }

    private static byte[] write(boolean isStatic, boolean frames, Consumer<Assembly> body) {
        var writer = new ClassWriter(frames ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS) {
            @Override
            protected String getCommonSuperClass(String first, String second) {
                return "java/lang/Object";
            }
        };
        writer.visit(V17, ACC_PUBLIC | ACC_SUPER, CLASS, null, "java/lang/Object", null);
        writeConstructor(writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null));
        if (!isStatic) {
            writeStart(writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "program", DESCRIPTOR, null, null));
        }
        MethodVisitor method = writer.visitMethod(
                isStatic ? ACC_PUBLIC | ACC_STATIC : ACC_PUBLIC, isStatic ? "program" : "body", DESCRIPTOR, null, null);
        method.visitAnnotation("Ldev/fermata/annotation/Async;", false).visitEnd();
        method.visitCode();
        body.accept(new Assembly(method));
        method.visitMaxs(0, 0);
        method.visitEnd();
        return writer.toByteArray();
    }

    private static void writeConstructor(MethodVisitor method) {
        method.visitVarInsn(ALOAD, 0);
        method.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        method.visitInsn(RETURN);
        method.visitMaxs(0, 0);
    }

    /** The program makes the object and calls the generator. */
    private static void writeStart(MethodVisitor method) {
        method.visitTypeInsn(NEW, CLASS);
        method.visitInsn(DUP);
        method.visitMethodInsn(INVOKESPECIAL, CLASS, "<init>", "()V", false);
        method.visitMethodInsn(INVOKEVIRTUAL, CLASS, "body", DESCRIPTOR, false);
        method.visitInsn(ARETURN);
        method.visitMaxs(0, 0);
    }

    /** Compiled once. */
    private static final class MadeClass {
        static final Map<String, byte[]> FILES = Compiler.javac(17, "-g").compile(MADE, MADE_SOURCE);
    }

    /** Instructions without an operand. */
    public Assembly op(int... opcodes) {
        for (int opcode : opcodes) {
            visitInsn(opcode);
        }
        return this;
    }

    /** An instruction with a local variable. */
    public Assembly var(int opcode, int slot) {
        visitVarInsn(opcode, slot);
        return this;
    }

    /** A jump. */
    public Assembly jump(int opcode, Label target) {
        visitJumpInsn(opcode, target);
        return this;
    }

    /** A place. */
    public Assembly at(Label label) {
        visitLabel(label);
        return this;
    }

    /** Pushes a constant. */
    public Assembly ldc(Object constant) {
        visitLdcInsn(constant);
        return this;
    }

    /** stack: item -> sent. */
    public Assembly yield() {
        visitMethodInsn(INVOKESTATIC, GENERATOR, "yield", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
        return this;
    }

    /** stack: -> what is sent back for {@code item}. */
    public Assembly yield(String item) {
        return ldc(item).yield();
    }

    /** stack: -> an int that is sent. */
    public Assembly yieldInt(int item) {
        ldc(item);
        call("java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;").yield().cast("java/lang/Integer");
        return invoke("java/lang/Integer", "intValue", "()I");
    }

    /** stack: -> a boolean that is sent. */
    public Assembly yieldBoolean(boolean item) {
        ldc(item ? 1 : 0);
        call("java/lang/Boolean", "valueOf", "(Z)Ljava/lang/Boolean;").yield().cast("java/lang/Boolean");
        return invoke("java/lang/Boolean", "booleanValue", "()Z");
    }

    /** A static call. */
    public Assembly call(String owner, String name, String descriptor) {
        visitMethodInsn(INVOKESTATIC, owner, name, descriptor, false);
        return this;
    }

    /** A virtual call. */
    public Assembly invoke(String owner, String name, String descriptor) {
        visitMethodInsn(INVOKEVIRTUAL, owner, name, descriptor, false);
        return this;
    }

    /** stack: value -> the same with another type. */
    public Assembly cast(String type) {
        visitTypeInsn(CHECKCAST, type);
        return this;
    }

    /** stack: -> an uninitialised {@link #MADE}. */
    public Assembly newMade() {
        visitTypeInsn(NEW, MADE);
        return this;
    }

    /** stack: uninitialised, arguments ->; the copies of the first become usable. */
    public Assembly init(String descriptor) {
        visitMethodInsn(INVOKESPECIAL, MADE, "<init>", descriptor, false);
        return this;
    }

    /** stack: value -> ; writes it into the transcript. */
    public Assembly say() {
        return call(LOG, "say", "(Ljava/lang/Object;)V");
    }

    /** stack: int ->. */
    public Assembly sayInt() {
        return call("java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;").say();
    }

    /** stack: long ->. */
    public Assembly sayLong() {
        return call("java/lang/Long", "valueOf", "(J)Ljava/lang/Long;").say();
    }

    /** stack: double ->. */
    public Assembly sayDouble() {
        return call("java/lang/Double", "valueOf", "(D)Ljava/lang/Double;").say();
    }

    /** stack: value -> ; ends the body with it. */
    public Assembly done() {
        call("dev/fermata/Asyncio", "done", "(Ljava/lang/Object;)Ldev/fermata/Suspendable;");
        return cast(GENERATOR).op(ARETURN);
    }

    /** Ends the body without a value. */
    public Assembly doneWithNothing() {
        call("dev/fermata/Asyncio", "done", "()Ldev/fermata/Suspendable;");
        return cast(GENERATOR).op(ARETURN);
    }

    /** A handler; null for anything. */
    public Assembly handler(Label start, Label end, Label handler, String type) {
        visitTryCatchBlock(start, end, handler, type);
        return this;
    }
}
