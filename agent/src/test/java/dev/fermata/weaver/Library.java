package dev.fermata.weaver;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The classes of a jar of other people whose methods get two twins each: a plain one, and one that awaits. A call of a method
 * of the jar becomes one of its twin, where it is certain which method it is that is called.
 */
final class Library {
    /** Classes whose methods wait, depend on time or chance, or reach out of the JVM. */
    private static final Pattern IMPURE = Pattern.compile(
            ".*(Thread|Random|[Cc]oncurrent|Concurrency|System|Process|Runtime"
                    + "|Time|Date|Clock|Calendar|Duration|Hash|/hash/|/io/|/net/|Serialization|/reflect/|Stopwatch|Memoizer"
                    + "|Finalizable|Closer|Debug|Cache|Interner|/eventbus/|Unsafe|Contiguous|DiscreteDomain|kotlin/jvm/internal|/time/|Timing|/batch/).*");

    private static final Kind[] KINDS = {
        Kind.COROUTINE,
        Kind.COROUTINE,
        Kind.COROUTINE,
        Kind.COROUTINE,
        Kind.COMPLETABLE_FUTURE,
        Kind.ASYNC_GENERATOR,
        Kind.COROUTINE,
        Kind.COMPLETION_STAGE
    };

    private final Map<String, byte[]> classFiles;
    private final Map<String, ClassNode> classes = new LinkedHashMap<>();
    private final Map<String, Integer> declarations = new HashMap<>();
    private final Map<String, MethodNode> methods = new HashMap<>();
    private final long seed;

    Library(Map<String, byte[]> classFiles, long seed) {
        this.classFiles = classFiles;
        this.seed = seed;
        classFiles.forEach((name, classFile) -> {
            var node = new ClassNode();
            new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
            classes.put(name, node);
            for (MethodNode method : node.methods) {
                methods.put(key(name, method), method);
                declarations.merge(method.name + method.desc, 1, Integer::sum);
            }
        });
    }

    /** The internal names of the classes whose methods get twins. */
    List<String> names() {
        return classes.keySet().stream().filter(this::hasTwins).toList();
    }

    boolean contains(String name) {
        return classes.containsKey(name);
    }

    byte[] classFile(String name) {
        return classFiles.get(name);
    }

    long seed() {
        return seed;
    }

    boolean hasTwins(String name) {
        return contains(name)
                && (classes.get(name).access & Opcodes.ACC_ANNOTATION) == 0
                && !IMPURE.matcher(name).matches();
    }

    static boolean hasTwins(MethodNode method) {
        return (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE)) == 0
                && !method.name.startsWith("<");
    }

    static String key(String owner, MethodNode method) {
        return owner + "." + method.name + method.desc;
    }

    /** What the awaiting twin is. */
    Kind kind(String key) {
        return KINDS[Math.floorMod(31 * seed + key.hashCode(), KINDS.length)];
    }

    /** The name of a twin: no two methods have the same, so none overrides another. */
    static String nameOfTwin(String owner, String name, String desc, boolean plain) {
        return name + (plain ? "$plain$" : "$awaiting$") + Integer.toHexString((owner + desc).hashCode());
    }

    /** Whether it is this very method that the call reaches, and it has twins whose value the caller can take. */
    boolean isTwinCalled(MethodInsnNode call, String caller) {
        MethodNode target = methods.get(call.owner + "." + call.name + call.desc);
        if (target == null || !hasTwins(call.owner) || !hasTwins(target)) {
            return false;
        }
        boolean certain = call.getOpcode() == Opcodes.INVOKESTATIC
                || call.getOpcode() == Opcodes.INVOKESPECIAL
                || (target.access & (Opcodes.ACC_FINAL | Opcodes.ACC_PRIVATE)) != 0
                || (classes.get(call.owner).access & Opcodes.ACC_FINAL) != 0
                || declarations.get(call.name + call.desc) == 1;
        return certain
                && kind(call.owner + "." + call.name + call.desc) != Kind.ASYNC_GENERATOR
                && isVisible(Type.getReturnType(call.desc), caller);
    }

    /** Whether a class may cast to a type. */
    boolean isVisible(Type type, String from) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() != Type.OBJECT || element.getInternalName().startsWith("java/")) {
            return true;
        }
        ClassNode node = classes.get(element.getInternalName());
        return node != null
                && ((node.access & Opcodes.ACC_PUBLIC) != 0
                        || packageOf(node.name).equals(packageOf(from)));
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }
}
