package dev.fermata.weaver;

import dev.fermata.Coroutine;
import dev.fermata.testing.TestLoop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.objectweb.asm.Type;

/** Calls of the methods of a library, and of their twins, in one loader. */
final class TwinCalls {
    /** Which of the three methods is called. */
    enum Form {
        ORIGINAL,
        PLAIN,
        AWAITING
    }

    private static final int LONGEST = 300;

    /** What depends on chance, or on the identity of a class, which exists once in each loader; and what need not end. */
    private static final Pattern IMPURE = Pattern.compile(".*[.](shuffle|hashCode)|.*/CharOperation[.]replace");

    /** In what the JVM says of a null, and where the number of a lambda follows the name of its method. */
    private static final Pattern SUFFIX = Pattern.compile("[$](plain|awaiting)[$][0-9a-f]+");

    private final TwinLoader loader;
    private final Map<String, Class<?>> classes = new HashMap<>();
    private final Map<Class<?>, Map<String, Method>> methods = new HashMap<>();
    private final LibraryArguments arguments;

    TwinCalls(Library library, boolean weaves) {
        loader = new TwinLoader(library, weaves);
        List<Class<?>> found = new ArrayList<>();
        for (String name : library.names()) {
            Class<?> type = loader.find(name);
            if (type != null) {
                classes.put(name, type);
                found.add(type);
            }
        }
        arguments = new LibraryArguments(found);
    }

    TwinLoader loader() {
        return loader;
    }

    private Map<String, Method> methods(Class<?> type) {
        return methods.computeIfAbsent(type, unused -> {
            Map<String, Method> byName = new TreeMap<>();
            for (Method method : type.getDeclaredMethods()) {
                byName.put(method.getName() + Type.getMethodDescriptor(method), method);
            }
            return byName;
        });
    }

    /** The methods of a class that can be called, each as name and descriptor. */
    List<String> callable(String name) {
        List<String> callable = new ArrayList<>();
        Class<?> type = classes.get(name);
        if (type == null) {
            return callable;
        }
        for (Map.Entry<String, Method> entry : methods(type).entrySet()) {
            Method method = entry.getValue();
            int modifiers = method.getModifiers();
            boolean isTwin = method.getName().contains("$");
            boolean isOpen = Modifier.isPublic(modifiers) && !Modifier.isAbstract(modifiers) && !method.isSynthetic();
            boolean isStatic = Modifier.isStatic(modifiers);
            boolean hasBody = isOpen && !isTwin && !Modifier.isNative(modifiers);
            if (hasBody
                    && !IMPURE.matcher(name + "." + method.getName()).matches()
                    && arguments.areKnown(method.getParameterTypes())
                    && (isStatic
                            ? Modifier.isPublic(type.getModifiers())
                            : arguments.areKnown(new Class<?>[] {type}))) {
                callable.add(entry.getKey());
            }
        }
        callable.sort(Comparator.naturalOrder());
        return callable;
    }

    /** What a call comes to: the result or the exception, and what has become of the arguments. */
    String outcome(String name, String key, Form form, long seed) {
        Class<?> type = classes.get(name);
        Method original = methods(type).get(key);
        var random = new Random(seed);
        Object receiver = Modifier.isStatic(original.getModifiers()) ? null : arguments.of(type, random, 0);
        if (receiver == null && !Modifier.isStatic(original.getModifiers())) {
            return null;
        }
        Object[] given = arguments.of(original.getParameterTypes(), random);
        Method implementation = receiver == null ? original : implementation(receiver.getClass(), original);
        if (implementation == null) {
            return null;
        }
        Method called = form == Form.ORIGINAL ? original : twin(implementation, form == Form.PLAIN);
        String result = result(() -> invoked(called, receiver, given), form);
        String outcome = result + " " + render(given) + (receiver == null ? "" : " of " + render(receiver));
        return SUFFIX.matcher(outcome).replaceAll("");
    }

    /** The method that a call of another one reaches; null if it has no twins. */
    private Method implementation(Class<?> receiver, Method method) {
        for (Class<?> type = receiver; type != null && type != Object.class; type = type.getSuperclass()) {
            List<Method> candidates = methods(type).values().stream()
                    .filter(candidate -> candidate.getName().equals(method.getName()))
                    .filter(candidate -> Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes()))
                    .sorted(Comparator.comparing(Method::isBridge))
                    .toList();
            if (!candidates.isEmpty()) {
                return twin(candidates.get(0), true) == null ? null : candidates.get(0); // a bridge has none
            }
        }
        return method.getDeclaringClass().isInterface() ? method : null;
    }

    private Method twin(Method method, boolean plain) {
        String owner = Type.getInternalName(method.getDeclaringClass());
        String name = Library.nameOfTwin(owner, method.getName(), Type.getMethodDescriptor(method), plain);
        return methods(method.getDeclaringClass()).values().stream()
                .filter(candidate -> candidate.getName().equals(name))
                .filter(candidate -> Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes()))
                .findFirst()
                .orElse(null);
    }

    private static Object invoked(Method method, Object receiver, Object[] given) throws Exception {
        try {
            method.setAccessible(true);
            return method.invoke(receiver, given);
        } catch (InvocationTargetException failure) {
            throw sneaky(failure.getCause());
        }
    }

    private String result(Callable<?> call, Form form) {
        try {
            if (form != Form.AWAITING) {
                return render(call.call());
            }
            try (var loop = TestLoop.create()) {
                return render(loop.run(finish(call)));
            }
        } catch (Throwable failure) {
            return "thrown " + Arguments.render(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private Coroutine<Object> finish(Callable<?> call) throws ReflectiveOperationException {
        Method finish = loader.loadClass(Hops.class.getName()).getMethod("finish", Callable.class);
        return (Coroutine<Object>) finish.invoke(null, call);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> RuntimeException sneaky(Throwable exception) throws T {
        throw (T) exception;
    }

    /** As {@link Arguments#render}; an object of the library in its own words. */
    private static String render(Object value) {
        try {
            if (value instanceof Collection<?> items && items.size() > LONGEST) {
                return value.getClass().getName() + " of " + items.size();
            }
            String text = Arguments.render(value)
                    .replaceAll("jdk[.]proxy\\d*[.][$]Proxy\\d+|com[.]sun[.]proxy[$.\\w]*", "a function");
            boolean ours = value != null && value.getClass().getClassLoader() instanceof TwinLoader;
            boolean endless =
                    (value instanceof Iterable && !(value instanceof Collection)) || value instanceof Iterator;
            if (!ours || endless || value.getClass().isHidden()) {
                return text;
            }
            String own = value.toString();
            return text + ": " + own.substring(0, Math.min(own.length(), LONGEST));
        } catch (RuntimeException | StackOverflowError | AssertionError failure) {
            return value.getClass().getName() + ", which throws " + failure.getClass(); // it was made of wrong items
        }
    }
}
