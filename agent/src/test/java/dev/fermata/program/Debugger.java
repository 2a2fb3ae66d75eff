package dev.fermata.program;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.connect.VMStartException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A debugger with a JVM under it: sets breakpoints, runs from stop to stop, and looks at variables. */
public final class Debugger implements AutoCloseable {
    /** As other debuggers have it by default, and our packages, which a user adds. */
    private static final List<String> NOT_STEPPED_INTO =
            List.of("java.*", "javax.*", "jdk.*", "sun.*", "com.sun.*", "dev.fermata.*");

    private final VirtualMachine machine;
    private final Map<String, List<Integer>> breakpoints = new TreeMap<>();
    private EventSet events;
    private ThreadReference thread;

    private Debugger(VirtualMachine machine) {
        this.machine = machine;
    }

    /** Starts a program, which waits before its first instruction. */
    public static Debugger launch(Jvm jvm, String mainClass) {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        List<String> command = jvm.command();
        arguments
                .get("options")
                .setValue(command.subList(1, command.size()).stream()
                        .map(option -> '"' + option + '"')
                        .collect(Collectors.joining(" ")));
        arguments.get("main").setValue(mainClass);
        try {
            return new Debugger(connector.launch(arguments));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (IllegalConnectorArgumentsException | VMStartException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Stops the program whenever it comes to a line, from the moment that the class is loaded. */
    public Debugger breakAt(String className, int line) {
        if (!breakpoints.containsKey(className)) {
            var request = machine.eventRequestManager().createClassPrepareRequest();
            request.addClassFilter(className);
            request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
            request.enable();
        }
        breakpoints.computeIfAbsent(className, name -> new ArrayList<>()).add(line);
        return this;
    }

    /**
     * Lets the program run to the next stop.
     *
     * @return the place, as {@code Shop.items:12}; null if the program has ended
     */
    public String go() {
        try {
            while (true) {
                if (events == null) {
                    machine.resume();
                } else {
                    events.resume();
                }
                events = machine.eventQueue().remove();
                for (Event event : events) {
                    if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
                        return null;
                    }
                    if (event instanceof ClassPrepareEvent prepared) {
                        setBreakpoints(prepared.referenceType());
                    }
                    if (event instanceof BreakpointEvent || event instanceof StepEvent) {
                        return stopped((LocatableEvent) event);
                    }
                }
            }
        } catch (VMDisconnectedException ended) {
            return null;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void setBreakpoints(ReferenceType type) {
        for (int line : breakpoints.get(type.name())) {
            try {
                List<Location> locations = type.locationsOfLine(line);
                if (locations.isEmpty()) {
                    throw new AssertionError("no code at " + type.name() + ":" + line);
                }
                for (Location location : locations) {
                    machine.eventRequestManager()
                            .createBreakpointRequest(location)
                            .enable();
                }
            } catch (AbsentInformationException missing) {
                throw new AssertionError(missing);
            }
        }
    }

    private String stopped(LocatableEvent event) {
        thread = event.thread();
        if (event instanceof StepEvent) {
            machine.eventRequestManager().deleteEventRequest(event.request());
        }
        return place(event.location());
    }

    private static String place(Location location) {
        String className = location.declaringType().name();
        return className.substring(className.lastIndexOf('.') + 1) + "."
                + location.method().name() + ":" + location.lineNumber();
    }

    /** Goes on to the next line, over calls. As with other debuggers, code without lines is left again. */
    public String stepOver() {
        return step(StepRequest.STEP_OVER);
    }

    /** Goes on to the next line, into calls. */
    public String stepInto() {
        return step(StepRequest.STEP_INTO);
    }

    /** Goes on to the caller. */
    public String stepOut() {
        return step(StepRequest.STEP_OUT);
    }

    private String step(int depth) {
        StepRequest request = machine.eventRequestManager().createStepRequest(thread, StepRequest.STEP_LINE, depth);
        NOT_STEPPED_INTO.forEach(request::addClassExclusionFilter);
        request.addCountFilter(1);
        request.enable();
        String place = go();
        return place != null && place.endsWith(":-1") ? stepOut() : place;
    }

    private StackFrame frame() {
        try {
            return thread.frame(0);
        } catch (IncompatibleThreadStateException running) {
            throw new AssertionError(running);
        }
    }

    /** The variables that can be seen at this stop, with their values as text, by name. */
    public Map<String, String> variables() {
        try {
            var variables = new TreeMap<String, String>();
            StackFrame frame = frame();
            for (LocalVariable variable : frame.visibleVariables()) {
                variables.put(variable.name(), text(frame.getValue(variable)));
            }
            return variables;
        } catch (AbsentInformationException missing) {
            throw new AssertionError(missing);
        }
    }

    /** A field of the object in whose method the program has stopped. */
    public String fieldOfThis(String name) {
        ObjectReference self = frame().thisObject();
        return text(self.getValue(self.referenceType().fieldByName(name)));
    }

    /** Sets a variable. */
    public void set(String variable, int value) {
        try {
            StackFrame frame = frame();
            frame.setValue(frame.visibleVariableByName(variable), machine.mirrorOf(value));
        } catch (AbsentInformationException | InvalidTypeException | ClassNotLoadedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Strings and numbers as they print, boxed ones too, and the class of other objects. */
    private static String text(Value value) {
        if (value == null || value instanceof PrimitiveValue) {
            return String.valueOf(value);
        }
        if (value instanceof StringReference string) {
            return string.value();
        }
        ObjectReference object = (ObjectReference) value;
        var boxed = object.referenceType().fieldByName("value");
        return boxed == null ? object.referenceType().name() : String.valueOf(object.getValue(boxed));
    }

    /** The methods on the stack, the innermost first. */
    public List<String> stack() {
        try {
            return thread.frames().stream()
                    .map(frame -> place(frame.location()))
                    .toList();
        } catch (IncompatibleThreadStateException running) {
            throw new AssertionError(running);
        }
    }

    /** Lets the program run to its end without stops, and returns what it has printed. */
    public String finish() {
        machine.eventRequestManager().deleteAllBreakpoints();
        while (go() != null) {
            // a stop that was under way
        }
        try (InputStream output = machine.process().getInputStream()) {
            return new String(output.readAllBytes()).replace(System.lineSeparator(), "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        machine.process().destroyForcibly();
    }
}
