package io.tributary.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulators.NodeScript;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** npm's {@code jsforce}, made for Salesforce itself, calls the simulator. */
class JsforceIT {

  private static NodeScript probe;

  @BeforeAll
  static void installJsforce() throws IOException, InterruptedException {
    probe = NodeScript.install(Path.of("src/test/node/salesforce"), Path.of("target/jsforce"), "probe.mjs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_credentials", "password"})
  void jsforceFindsAnOrganisation(String grant) throws IOException, InterruptedException {
    try (var simulator = SalesforceSimulator.start(SalesforceOptions.of(OrgSize.of(3_000, 2_500)))) {
      var node = probe.run(
          simulator.baseUrl().toString(), "--v", "65.0", "--grant", grant, "--expire-path", "/services/data/v65.0/_test/expire");

      assertThat(node.exit()).as(node.output()).isZero();
      assertThat(node.output()).contains("10 passed, 0 failed");
    }
  }
}
