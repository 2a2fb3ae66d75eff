package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Where things stand in the local variables of a woven body.
 *
 * <pre>
 * instance method:  this | arguments | self, frame, label, value, exception | the user's other variables
 * static method:           arguments |       frame, label, value, exception | the user's other variables
 * </pre>
 *
 * <p>{@code self} has the type of the class and is never used: it makes the descriptor of the body unique, so that the
 * body of a subclass's method does not override it. If there are so many arguments that the five do not fit beside them
 * (JVMS 4.3.3: 255 slots), the arguments come from the frame instead, and their slots are variables as all others.
 */
final class Variables {
    private static final int MOST_SLOTS = 255;

    private final String owner;
    private final String base;
    private final boolean instance;
    private final Type[] arguments;
    private final boolean argumentsPassed;
    private final int firstAdded;
    private final int added;

    Variables(String owner, MethodNode method, String base) {
        this.owner = owner;
        this.base = base;
        this.instance = (method.access & Opcodes.ACC_STATIC) == 0;
        this.arguments = Type.getArgumentTypes(method.desc);
        int argumentSlots = (Type.getArgumentsAndReturnSizes(method.desc) >> 2) - (instance ? 0 : 1);
        this.added = instance ? 5 : 4;
        this.argumentsPassed = argumentSlots + added <= MOST_SLOTS;
        this.firstAdded = argumentsPassed ? argumentSlots : instance ? 1 : 0;
    }

    boolean isInstance() {
        return instance;
    }

    boolean areArgumentsPassed() {
        return argumentsPassed;
    }

    /** The type that frames of this method travel as. */
    String base() {
        return base;
    }

    Type[] arguments() {
        return arguments;
    }

    int firstArgument() {
        return instance ? 1 : 0;
    }

    int frame() {
        return firstAdded + added - 4;
    }

    int label() {
        return frame() + 1;
    }

    int value() {
        return frame() + 2;
    }

    int exception() {
        return frame() + 3;
    }

    /** Whether the slot of the body is one that the user's method did not have. */
    boolean isAdded(int slot) {
        return slot >= firstAdded && slot < firstAdded + added;
    }

    /** Where the variable in {@code slot} of the user's method stands in the body. */
    int moved(int slot) {
        return slot < firstAdded ? slot : slot + added;
    }

    String bodyDescriptor() {
        return bodyDescriptor(argumentsPassed ? arguments : new Type[0], instance ? owner : null, base);
    }

    /** The descriptor of a body; {@code self} is null for that of a static method. */
    static String bodyDescriptor(Type[] arguments, String self, String base) {
        StringBuilder descriptor = new StringBuilder("(");
        for (Type argument : arguments) {
            descriptor.append(argument.getDescriptor());
        }
        if (self != null) {
            descriptor.append('L').append(self).append(';');
        }
        return descriptor
                .append('L')
                .append(base)
                .append(";ILjava/lang/Object;Ljava/lang/Throwable;)Ljava/lang/Object;")
                .toString();
    }

    /** The types in the slots of the body before its first instruction. */
    List<Object> initialSlots() {
        List<Object> slots = new ArrayList<>();
        if (instance) {
            slots.add(owner);
        }
        if (argumentsPassed) {
            for (Type argument : arguments) {
                add(slots, verificationType(argument));
            }
        }
        return withAdded(slots);
    }

    /** The types in the slots of the body where {@code slots} are those of the user's method. */
    List<Object> movedSlots(List<Object> slots) {
        List<Object> result = new ArrayList<>();
        for (int slot = 0; slot < firstAdded; slot++) {
            result.add(slot < slots.size() ? slots.get(slot) : Opcodes.TOP);
        }
        withAdded(result);
        if (slots.size() > firstAdded) {
            result.addAll(slots.subList(firstAdded, slots.size()));
        }
        return result;
    }

    private List<Object> withAdded(List<Object> slots) {
        if (instance) {
            slots.add(Opcodes.TOP);
        }
        slots.add(base);
        slots.add(Opcodes.INTEGER);
        slots.add(Contract.OBJECT);
        slots.add(Contract.THROWABLE);
        return slots;
    }

    private static void add(List<Object> slots, Object type) {
        slots.add(type);
        if (FrameTypes.isWide(type)) {
            slots.add(Opcodes.TOP);
        }
    }

    /** The verification type of a declared type (JVMS 4.10.1.2): the small integers are ints. */
    static Object verificationType(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> Opcodes.INTEGER;
            case Type.LONG -> Opcodes.LONG;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            default -> type.getInternalName();
        };
    }
}
