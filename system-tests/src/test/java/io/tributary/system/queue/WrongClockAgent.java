package io.tributary.system.queue;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes a process's clock wrong: all that asks {@code java.time} what time it is, the JDK and libraries included, gets another answer. */
public final class WrongClockAgent implements ClassFileTransformer {

  /** What the process's log begins with. */
  static final String SAYS = "This process's clock is wrong by ";

  private static final String CLOCK = "java/time/Clock";
  private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");
  private static final MethodTypeDesc PLUS_SECONDS = MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long);

  private final long seconds;

  private WrongClockAgent(long seconds) {
    this.seconds = seconds;
  }

  /** @param wrongBy ISO 8601, as PT10M or PT-10M */
  public static void premain(String wrongBy, Instrumentation instrumentation) throws Exception {
    var agent = new WrongClockAgent(Duration.parse(wrongBy).toSeconds());
    instrumentation.addTransformer(agent, true);
    instrumentation.retransformClasses(Clock.class);
    var millis = Instant.now().toEpochMilli() - System.currentTimeMillis();
    if (Math.abs(millis - agent.seconds * 1000) > 30_000) {
      throw new IllegalStateException("The clock is wrong by %d ms, not by %s.".formatted(millis, wrongBy));
    }
    System.out.println(SAYS + wrongBy);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader, String name, @Nullable Class<?> redefined, @Nullable ProtectionDomain domain, byte[] bytes) {
    return CLOCK.equals(name) ? wrong(bytes) : null;
  }

  /** What all of {@code java.time} rests on gives its answer so much later or earlier. */
  private byte[] wrong(byte[] bytes) {
    var file = ClassFile.of();
    CodeTransform later = (code, element) -> {
      if (element instanceof ReturnInstruction end && end.opcode() == Opcode.ARETURN) {
        code.loadConstant(seconds).invokevirtual(INSTANT, "plusSeconds", PLUS_SECONDS);
      }
      code.with(element);
    };
    return file.transformClass(file.parse(bytes), ClassTransform.transformingMethodBodies(WrongClockAgent::tellsTheTime, later));
  }

  private static boolean tellsTheTime(MethodModel method) {
    return method.methodName().equalsString("currentInstant");
  }
}
