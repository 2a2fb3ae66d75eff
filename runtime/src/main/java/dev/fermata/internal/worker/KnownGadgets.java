package dev.fermata.internal.worker;

import java.io.ObjectInputFilter;

/**
 * The filter where the user gives none: refuses classes that are known to run code as they are read. A class of ours, because
 * to parse a pattern costs the start of a worker some hundredths of a second.
 */
final class KnownGadgets implements ObjectInputFilter {
    private static final String[] PREFIXES = {
        "java.rmi.",
        "sun.rmi.",
        "javax.management.",
        "javax.naming.",
        "com.sun.jndi.",
        "com.sun.rowset.",
        "com.sun.org.apache.xalan.",
        "org.apache.commons.collections.functors.",
        "org.apache.commons.collections4.functors.",
        "org.codehaus.groovy.runtime.",
        "bsh.",
    };

    @Override
    public Status checkInput(FilterInfo info) {
        Class<?> type = info.serialClass();
        if (type == null) {
            return Status.UNDECIDED;
        }
        while (type.isArray()) {
            type = type.getComponentType();
        }
        String name = type.getName();
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                return Status.REJECTED;
            }
        }
        return Status.UNDECIDED;
    }
}
