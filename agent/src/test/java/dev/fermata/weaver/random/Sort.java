package dev.fermata.weaver.random;

/** What a piece of a program is: an expression of a type, a statement, or a list of statements. */
enum Sort {
    INT("int", "Integer", "0"),
    LONG("long", "Long", "0L"),
    DOUBLE("double", "Double", "0.0"),
    FLOAT("float", "Float", "0f"),
    BOOLEAN("boolean", "Boolean", "false"),
    CHAR("char", "Character", "'a'"),
    BYTE("byte", "Byte", "(byte) 0"),
    SHORT("short", "Short", "(short) 0"),
    STRING("String", "String", "\"\""),
    OBJECT("Object", "Object", "null"),
    BOX("Box", "Box", "(Box) null"),
    INTS("int[]", "int[]", "(int[]) null"),
    LONGS("long[]", "long[]", "(long[]) null"),
    STRINGS("String[]", "String[]", "(String[]) null"),
    STATEMENT("", "", ";"),
    LIST("", "", "");

    /** The types that a variable may have. */
    static final Sort[] VALUES = {
        INT, INT, INT, LONG, LONG, DOUBLE, FLOAT, BOOLEAN, BOOLEAN, CHAR, BYTE, SHORT, STRING, STRING, OBJECT, BOX,
        INTS, LONGS, STRINGS
    };

    /** The type in Java; empty for what has none. */
    final String type;

    /** The type as a type argument. */
    final String box;

    /** The smallest piece of this sort. */
    final String smallest;

    Sort(String type, String box, String smallest) {
        this.type = type;
        this.box = box;
        this.smallest = smallest;
    }
}
