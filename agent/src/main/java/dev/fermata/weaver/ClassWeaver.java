package dev.fermata.weaver;

import dev.fermata.weaver.SuspensionPlan.MethodPlan;
import dev.fermata.weaver.SuspensionPlan.Treatment;
import dev.fermata.weaver.WovenMethod.Direct;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Writes a class as it was planned. Methods that are not in the plan are copied byte by byte. */
final class ClassWeaver {
    /** HotSpot compiles no method above this ({@code -XX:-DontCompileHugeMethods} switches that off). */
    private static final int LARGEST_COMPILED = 8_000;

    private final ClassReader reader;
    private final ClassNode node;
    private final WeaverOptions options;
    private final Map<String, MethodPlan> plans = new HashMap<>();
    private final Map<String, Direct> bodies = new HashMap<>();
    private final Set<String> methodKeys = new HashSet<>();
    private final Set<String> frameNames = new HashSet<>();
    private final Map<String, String> userMethods = new HashMap<>();
    private final Map<String, byte[]> frames = new LinkedHashMap<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, Integer> farJumping = new HashMap<>();
    private String atWork;

    ClassWeaver(ClassReader reader, ClassNode node, SuspensionPlan plan, WeaverOptions options) {
        this.reader = reader;
        this.node = node;
        this.options = options;
        for (MethodNode method : node.methods) {
            methodKeys.add(key(method));
        }
        for (MethodPlan method : plan.methods()) {
            plans.put(key(method.method()), method);
            addDirect(method);
        }
    }

    /** Notes the body of a coroutine method that cannot be overridden, so that others can call it. */
    private void addDirect(MethodPlan plan) {
        MethodNode method = plan.method();
        int sure = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
        boolean fixed = ((method.access | (node.access & Opcodes.ACC_FINAL)) & sure) != 0;
        if (plan.treatment() != Treatment.WEAVE || Kind.of(method) != Kind.COROUTINE || !fixed) {
            return;
        }
        Variables variables = new Variables(node.name, method, Contract.COROUTINE_FRAME);
        if (variables.areArgumentsPassed()) {
            String descriptor = variables.bodyDescriptor();
            String name = bodyName(method.name, descriptor);
            methodKeys.add(name + descriptor);
            boolean ofInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
            int instance = ofInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
            bodies.put(
                    key(method),
                    new Direct(name, descriptor, variables.isInstance() ? instance : Opcodes.INVOKESTATIC));
        }
    }

    WovenClass write() {
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Rewriter(writer), 0);
        return WovenClass.of(writer.toByteArray(), frames, diagnostics);
    }

    /** The method of the user for which a method was written; null if it is none of ours. */
    String userMethod(String writtenKey) {
        return userMethods.get(writtenKey);
    }

    /**
     * The methods that may be the cause when {@link #write} has failed: the one that was being written; else the largest that
     * may have far jumps, as only these are written a second time; else all.
     */
    List<String> suspects() {
        if (atWork != null) {
            return List.of(atWork);
        }
        List<String> result = new ArrayList<>();
        String largest = null;
        for (Map.Entry<String, MethodPlan> plan : plans.entrySet()) {
            if (plan.getValue().treatment() == Treatment.WEAVE) {
                result.add(plan.getKey());
                if (sizeWithFarJumps(plan.getKey()) > sizeWithFarJumps(largest)) {
                    largest = plan.getKey();
                }
            }
        }
        return largest == null ? result : List.of(largest);
    }

    /** The bytes of the user's method after weaving, if they are so many that there may be far jumps; else 0. */
    int sizeWithFarJumps(String method) {
        return farJumping.getOrDefault(method, 0);
    }

    private static String key(MethodNode method) {
        return method.name + method.desc;
    }

    private String className() {
        return node.name.replace('/', '.');
    }

    /** Hands on everything but the planned methods. */
    private final class Rewriter extends ClassVisitor {
        Rewriter(ClassWriter writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String desc, String signature, String[] exceptions) {
            MethodPlan plan = plans.get(name + desc);
            if (plan == null) {
                return super.visitMethod(access, name, desc, signature, exceptions);
            }
            atWork = name + desc;
            switch (plan.treatment()) {
                case WEAVE -> weave(plan, cv);
                case REJECT -> reject(plan, cv);
                case ADAPT -> adapt(plan, cv);
            }
            atWork = null;
            return null;
        }

        @Override
        public void visitEnd() {
            AnnotationVisitor mark = cv.visitAnnotation(Contract.WOVEN, false);
            mark.visit("contract", Contract.VERSION);
            mark.visitEnd();
            SerialVersion.keep(reader, node, cv);
            super.visitEnd();
        }
    }

    private void weave(MethodPlan plan, ClassVisitor target) {
        MethodNode user = plan.method();
        String frameName = frameName(user.name);
        MethodNode copy = copy(user);
        Parts parts = write(copy, new MethodAnalysis(node.name, copy, options.keepVariables(), true), frameName);
        if (parts.hasCopies() && parts.size() > LARGEST_COMPILED) {
            parts = write(user, new MethodAnalysis(node.name, user, options.keepVariables(), false), frameName);
        }
        methodKeys.add(key(parts.body()));
        userMethods.put(key(parts.body()), key(user));
        if (parts.size() > Short.MAX_VALUE) {
            farJumping.put(key(user), parts.size());
        }
        parts.stub().accept(target);
        parts.body().accept(target);
        if (parts.frameMaker() != null) {
            parts.frameMaker().accept(target);
        }
        explain(plan, parts);
    }

    /** What a woven method becomes. */
    private record Parts(MethodNode stub, MethodNode body, MethodNode frameMaker, MethodAnalysis analysis, int size) {
        boolean hasCopies() {
            return !analysis.routes().isEmpty();
        }
    }

    private Parts write(MethodNode code, MethodAnalysis analysis, String frameName) {
        Direct direct = bodies.get(key(code));
        String bodyName = direct != null
                ? direct.name()
                : bodyName(code.name, analysis.variables().bodyDescriptor());
        WovenMethod woven = new WovenMethod(node, code, analysis, bodyName, frameName, bodies);
        byte[] frame = new FrameClassWriter(woven, options.framesBeside()).write();
        frames.put(frameName, frame);
        StubWriter stubs = new StubWriter(woven, options.framesBeside() ? null : frame);
        MethodNode stub = stubs.write();
        boolean makesFrames =
                analysis.kind() == Kind.COROUTINE && !analysis.points().isEmpty();
        MethodNode frameMaker = makesFrames ? stubs.writeFrameMaker() : null;
        new BodyWriter(woven).write();
        MethodNode body = body(woven);
        CodeSizeEvaluator size = new CodeSizeEvaluator(null);
        body.accept(size);
        return new Parts(stub, body, frameMaker, analysis, size.getMaxSize());
    }

    private static MethodNode copy(MethodNode method) {
        String[] exceptions = method.exceptions.toArray(new String[0]);
        MethodNode copy =
                new MethodNode(Opcodes.ASM9, method.access, method.name, method.desc, method.signature, exceptions);
        method.accept(copy);
        return copy;
    }

    /** The name of the user's method, so that stack traces show it; other bodies may have taken it already. */
    private String bodyName(String name, String descriptor) {
        String bodyName = name;
        for (int i = 2; methodKeys.contains(bodyName + descriptor); i++) {
            bodyName = name + "$" + i;
        }
        return bodyName;
    }

    /** Unique also where the file system does not distinguish capital letters. */
    private String frameName(String method) {
        String name = node.name + "$$" + method;
        for (int i = 2; !frameNames.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = node.name + "$$" + method + "$" + i;
        }
        return name;
    }

    private static MethodNode body(WovenMethod woven) {
        MethodNode code = woven.method();
        boolean instance = woven.analysis().variables().isInstance();
        // As visible as the method, for whoever calls the body instead; but the frame class must always see it.
        int access = code.access & (Opcodes.ACC_STRICT | Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED);
        access |= instance ? 0 : Opcodes.ACC_STATIC;
        if (woven.isInInterface()) {
            access |= Opcodes.ACC_PUBLIC; // an interface has no package-private methods
        } else {
            access |= instance ? Opcodes.ACC_FINAL : 0;
        }
        String descriptor = woven.analysis().variables().bodyDescriptor();
        MethodNode body = new MethodNode(Opcodes.ASM9, access, woven.bodyName(), descriptor, null, null);
        body.instructions = code.instructions;
        body.tryCatchBlocks = code.tryCatchBlocks;
        body.localVariables = code.localVariables;
        body.visibleLocalVariableAnnotations = code.visibleLocalVariableAnnotations;
        body.invisibleLocalVariableAnnotations = code.invisibleLocalVariableAnnotations;
        return body;
    }

    private void explain(MethodPlan plan, Parts parts) {
        String name = plan.method().name;
        diagnostics.add(Diagnostic.explanation(
                className(),
                name,
                "woven, as " + plan.reason() + "; suspension points: "
                        + parts.analysis().points().size() + ", fields in the frame: "
                        + parts.analysis().layout().fields().size() + ", bytes of the body: " + parts.size()
                        + (parts.hasCopies() ? ", with loops split" : "")));
        if (parts.size() > LARGEST_COMPILED) {
            diagnostics.add(Diagnostic.warning(
                    className(),
                    name,
                    "the method " + className() + "." + name + " has " + parts.size()
                            + " bytes of bytecode after weaving. HotSpot does not compile methods above "
                            + LARGEST_COMPILED + " bytes: it will be slow. Split it into several methods."));
        }
    }

    private void reject(MethodPlan plan, ClassVisitor target) {
        Rejection.write(plan.method(), plan.reason(), target);
        diagnostics.add(Diagnostic.error(className(), plan.method().name, plan.reason()));
    }

    private void adapt(MethodPlan plan, ClassVisitor target) {
        DroppedCoroutines.tell(plan.method());
        Endings.materialise(plan.method());
        plan.method().accept(target);
        diagnostics.add(Diagnostic.explanation(className(), plan.method().name, "not woven, but " + plan.reason()));
    }
}
