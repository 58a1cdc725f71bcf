package io.tributary.simulators.mail;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes kept small: a mailbox stays in memory at about a quarter of its size. */
record Packed(byte[] deflated, int length) {

  static Packed of(byte[] bytes) {
    try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
      deflater.setInput(bytes);
      deflater.finish();
      var buffer = new byte[bytes.length + bytes.length / 16 + 64];
      return new Packed(Arrays.copyOf(buffer, deflater.deflate(buffer)), bytes.length);
    }
  }

  byte[] unpacked() {
    try (var inflater = new Inflater()) {
      inflater.setInput(deflated);
      var bytes = new byte[length];
      inflater.inflate(bytes);
      return bytes;
    } catch (DataFormatException e) {
      throw new IllegalStateException("What was deflated here cannot be inflated.", e);
    }
  }
}
