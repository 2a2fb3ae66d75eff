package dev.fermata.internal.hub;

import java.io.Serializable;

/**
 * Where other processes of this user find what a process hosts.
 *
 * @param path of a socket
 * @param token that they must know, in hexadecimal digits
 * @param pid of the process
 */
public record HubAddress(String path, String token, long pid) implements Serializable {
    /** Without the token. */
    @Override
    public String toString() {
        return "process " + pid;
    }
}
