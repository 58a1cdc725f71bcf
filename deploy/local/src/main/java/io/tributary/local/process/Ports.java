package io.tributary.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Free loopback ports; one is given out once. */
public final class Ports {

  private static final int LAST = 65_535;
  private static final int FIRST_OF_ANY = 20_000;
  private static final int LAST_OF_ANY = 32_000;

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

  /**
   * Any free port: for tests, of which several may run at once. Below those that systems give to outgoing connections (from 32768 on Linux): one of
   * these could be somebody's connection by the time a server binds it.
   */
  public int any() {
    return from(ThreadLocalRandom.current().nextInt(FIRST_OF_ANY, LAST_OF_ANY));
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
