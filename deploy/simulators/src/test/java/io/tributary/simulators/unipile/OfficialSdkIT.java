package io.tributary.simulators.unipile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulators.NodeScript;
import io.tributary.simulators.Samples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** UniPile's own SDK calls the simulator, with every answer checked against its schemas. */
class OfficialSdkIT {

  private static final String SOMEBODY = "rah@shipwright.com"; // writes to two of the sample's mailboxes

  private static NodeScript sdk;

  @BeforeAll
  static void installTheSdk() throws IOException, InterruptedException {
    sdk = NodeScript.install(Path.of("src/test/node"), Path.of("target/official-sdk"), "official-sdk.mjs");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theOfficialSdkAcceptsEveryAnswer(Mode mode) throws IOException, InterruptedException {
    try (var simulator = UnipileSimulator.start(UnipileOptions.of(samples()).withMode(mode))) {
      var node = sdk.run(simulator.uri().toString(), UnipileOptions.DEFAULT_KEY, SOMEBODY, mode.toString());

      assertThat(node.exit()).as(node.output()).isZero();
    }
  }

  private static UnipileOptions.Data samples() throws IOException {
    return new UnipileOptions.Data(Samples.mail(), Samples.whatsApp(), Samples.linkedIn());
  }
}
