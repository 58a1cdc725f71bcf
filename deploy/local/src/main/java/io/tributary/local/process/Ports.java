package io.tributary.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Free loopback ports; one is given out once. */
public final class Ports {

  private static final int LAST = 65_535;

  private final Set<Integer> given = new HashSet<>();

  /** The preferred port, or the next above that is free. */
  public synchronized int from(int preferred) {
    for (var port = preferred; port <= LAST; port++) {
      if (!given.contains(port) && isFree(port) && PortClaims.claim(port)) {
        given.add(port);
        return port;
      }
    }
    throw new IllegalStateException("no free port at or above " + preferred);
  }

  /** Any free port: for tests, of which several may run at once. */
  public synchronized int any() {
    while (true) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (given.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
