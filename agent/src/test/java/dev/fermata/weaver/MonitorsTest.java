package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Where the methods of big jars hold monitors, as javac, Kotlin's and Eclipse's compiler write it. */
class MonitorsTest {
    private static final String TWIN = "twin$";

    static List<Path> jars() {
        return Jars.paths();
    }

    /** Follows all paths, with the handlers in their order: one that catches everything hides those after it. */
    private static List<Set<Integer>> depths(MethodNode method, ControlFlow flow) {
        List<Set<Integer>> depths = new ArrayList<>();
        for (int i = 0; i < flow.size(); i++) {
            depths.add(new TreeSet<>());
        }
        Set<List<Integer>> seen = new HashSet<>();
        List<List<Integer>> pending = new ArrayList<>(List.of(List.of(0, 0)));
        while (!pending.isEmpty()) {
            List<Integer> reached = pending.remove(pending.size() - 1);
            if (!seen.add(reached)) {
                continue;
            }
            int index = reached.get(0);
            int depth = reached.get(1);
            depths.get(index).add(depth);
            AbstractInsnNode instruction = flow.instruction(index);
            int after = switch (instruction.getOpcode()) {
                case Opcodes.MONITORENTER -> depth + 1;
                case Opcodes.MONITOREXIT -> depth - 1;
                default -> depth;
            };
            for (int next : flow.successors(index)) {
                pending.add(List.of(next, after));
            }
            if (instruction.getOpcode() >= 0) {
                handlers(method, flow, index).forEach(handler -> pending.add(List.of(handler, depth)));
            }
        }
        return depths;
    }

    private static List<Integer> handlers(MethodNode method, ControlFlow flow, int index) {
        List<Integer> handlers = new ArrayList<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (flow.index(block.start) <= index && index < flow.index(block.end)) {
                handlers.add(flow.index(block.handler));
                if (block.type == null || block.type.equals("java/lang/Throwable")) {
                    break;
                }
            }
        }
        return handlers;
    }

    private static List<MethodNode> methodsWithMonitors(ClassNode node) {
        return node.methods.stream().filter(MonitorDepth::isNeeded).toList();
    }

    private static ClassNode read(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
        return node;
    }

    @ParameterizedTest
    @MethodSource("jars")
    @Timeout(300)
    void a_monitor_is_known_to_be_held_where_any_path_leads_with_it(Path jar) {
        List<String> differences = new ArrayList<>();
        int methods = 0;
        for (byte[] classFile : Jars.classFiles(jar).values()) {
            ClassNode node = read(classFile);
            for (MethodNode method : methodsWithMonitors(node)) {
                methods++;
                ControlFlow flow = ControlFlow.of(method);
                MonitorDepth monitors = MonitorDepth.of(flow);
                List<Set<Integer>> depths = depths(method, flow);
                for (int i = 0; i < flow.size(); i++) {
                    boolean held = depths.get(i).stream().anyMatch(depth -> depth > 0);
                    if (held != monitors.isHeld(i) || depths.get(i).size() > 1) {
                        differences.add(node.name + "." + method.name + method.desc + " at " + i + ": " + depths.get(i)
                                + ", taken for held: " + monitors.isHeld(i));
                    }
                }
            }
        }
        System.out.printf("%s: %d methods with monitors%n", jar.getFileName(), methods);
        assertThat(methods).isPositive();
        assertThat(differences).isEmpty();
    }

    // ---- awaits that must not be

    @ParameterizedTest
    @MethodSource("jars")
    @Timeout(300)
    void an_await_where_a_monitor_is_held_is_refused_and_the_rest_of_the_class_verifies(Path jar) {
        Map<String, byte[]> classFiles = Jars.classFiles(jar);
        var plain = new LinkedClasses(classFiles);
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        for (String name : List.copyOf(classFiles.keySet())) {
            ClassNode node = read(classFiles.get(name));
            int twins = addTwins(node);
            if (twins == 0 || plain.link(name) != null) {
                continue; // nothing to see, or it needs another library
            }
            var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            node.accept(writer);
            WovenClass woven = Weaver.weave(writer.toByteArray());
            List<String> errors = woven.diagnostics().stream()
                    .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                    .map(Diagnostic::message)
                    .toList();
            boolean expected = errors.size() == twins && errors.stream().allMatch(MonitorsTest::isAboutMonitors);
            classFiles.put(name, woven.bytes());
            LinkageError error = new LinkedClasses(classFiles).link(name);
            String fault = error == null ? Verification.fault(woven.bytes()) : error.toString();
            if (!expected || fault != null) {
                wrong.add(name + ": " + errors + ", " + fault);
            }
            refused += twins;
        }
        System.out.printf("%s: %d methods refused%n", jar.getFileName(), refused);
        assertThat(refused).isPositive();
        assertThat(wrong).isEmpty();
    }

    private static boolean isAboutMonitors(String error) {
        return error.contains(TWIN)
                && (error.contains(
                                " is in a synchronized block. A suspended method cannot hold a monitor: await outside")
                        || error.contains(" is synchronized. A suspended method cannot hold a monitor: guard"));
    }

    /** Adds a coroutine for each method that is synchronized or has a synchronized block, which awaits inside; returns how many. */
    private static int addTwins(ClassNode node) {
        var random = new Random(node.name.hashCode());
        int twins = 0;
        for (MethodNode method : List.copyOf(node.methods)) {
            boolean whole = (method.access & Opcodes.ACC_SYNCHRONIZED) != 0;
            List<Integer> places = places(method, whole);
            if (!method.name.startsWith("<") && !places.isEmpty()) {
                node.methods.add(twin(method, places.get(random.nextInt(places.size()))));
                twins++;
            }
        }
        return twins;
    }

    /** The instructions before which a monitor is held; a frame may refer to the label before a NEW. */
    private static List<Integer> places(MethodNode method, boolean whole) {
        List<Integer> places = new ArrayList<>();
        if (whole || MonitorDepth.isNeeded(method)) {
            ControlFlow flow = ControlFlow.of(method);
            List<Set<Integer>> depths = depths(method, flow);
            for (int i = 0; i < flow.size(); i++) {
                int opcode = flow.instruction(i).getOpcode();
                boolean held = whole || depths.get(i).stream().anyMatch(depth -> depth > 0);
                if (held && opcode >= 0 && opcode != Opcodes.NEW) {
                    places.add(i);
                }
            }
        }
        return places;
    }

    private static MethodNode twin(MethodNode method, int place) {
        String desc =
                Type.getMethodDescriptor(Type.getObjectType(Kind.COROUTINE.type()), Type.getArgumentTypes(method.desc));
        int access = method.access & ~(Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_VARARGS);
        var twin = new MethodNode(access, TWIN + method.name, desc, null, null);
        method.accept(twin);
        twin.visibleAnnotations = null;
        twin.invisibleAnnotations = null;
        twin.visitAnnotation(Contract.ASYNC, false).visitEnd();
        var await = new MethodNode();
        var code = new GeneratorAdapter(await, 0, "", "()V");
        code.visitFieldInsn(Opcodes.GETSTATIC, Contract.AWAITS, "HOP", "Ldev/fermata/Coroutine;");
        String awaited = "(Ldev/fermata/Awaitable;)Ljava/lang/Object;";
        code.visitMethodInsn(Opcodes.INVOKESTATIC, Contract.ASYNCIO, Contract.AWAIT, awaited, false);
        code.visitInsn(Opcodes.POP);
        twin.instructions.insertBefore(twin.instructions.get(place), await.instructions);
        for (AbstractInsnNode instruction : twin.instructions.toArray()) {
            int opcode = instruction.getOpcode();
            if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                twin.instructions.insertBefore(instruction, new InsnNode(Opcodes.ACONST_NULL));
                twin.instructions.set(instruction, new InsnNode(Opcodes.ARETURN));
            }
        }
        return twin;
    }
}
